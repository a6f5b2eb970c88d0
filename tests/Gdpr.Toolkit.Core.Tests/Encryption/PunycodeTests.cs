using System.Globalization;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public class PunycodeTests
{
    // RFC 3492, section 7.1, in lower case.
    [Theory]
    [InlineData("\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F", "egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb")]
    [InlineData("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l")]
    [InlineData("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b")]
    [InlineData("安室奈美恵-with-super-monkeys", "-with-super-monkeys-pc58ag80a8qai00g7n9n")]
    [InlineData("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v")]
    [InlineData("パフィーdeルンバ", "de-jg4avhby1noc0d")]
    [InlineData("そのスピードで", "d9juau41awczczp")]
    public void Labels_are_encoded_as_the_standard_says(string label, string encoded)
        => Assert.Equal("xn--" + encoded, Punycode.EncodeDomain(label));

    [Fact]
    public void Letters_give_what_the_mapping_of_NET_gives()
    {
        var letters = Enumerable.Range('\u00DF', 32).Concat(Enumerable.Range('а', 32)).Concat(Enumerable.Range('一', 256))
            .Select(letter => (char)letter).Where(letter => char.IsLetter(letter) && letter != 'ß');

        foreach (var letter in letters)
        {
            var domain = $"shop-{letter}{letter}x.example.org";
            Assert.Equal(new IdnMapping().GetAscii(domain), Punycode.EncodeDomain(domain));
        }
    }

    [Fact]
    public void Every_dot_of_the_standard_separates_labels()
        => Assert.Equal("xn--5ca.xn--5ca.xn--5ca.example", Punycode.EncodeDomain("å\u3002å\uFF0Eå\uFF61example"));

    [Fact]
    public void A_label_that_no_domain_can_have_stays_as_it_is()
        => Assert.Equal(new string('å', 64) + ".xn--5ca", Punycode.EncodeDomain(new string('å', 64) + ".å"));

    // Characters that ICU maps and a host with invariant globalization does not; as Python's codec 'punycode' encodes them.
    [Theory]
    [InlineData("a@b\u2011å.example", "a@xn--b-2fa350v.example")]
    [InlineData("a@b\u00A0å.example", "a@xn--b-4ba1s.example")]
    [InlineData("a@b\u0130.example", "a@xn--b-dka.example")]
    public void An_address_has_the_same_form_with_and_without_ICU(string address, string expected)
        => Assert.Equal(expected, TextNormalizer.Normalize(Normalizer.Email, address));
}
