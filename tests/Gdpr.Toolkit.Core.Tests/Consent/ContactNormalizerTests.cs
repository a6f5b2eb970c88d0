using System.Globalization;
using Gdpr.Toolkit.Consent;

namespace Gdpr.Toolkit.Core.Tests.Consent;

public class ContactNormalizerTests
{
    [Theory]
    [InlineData("Ada@Example.org", "ada@example.org")]
    [InlineData("  INGRID.I@EXAMPLE.ORG\t", "ingrid.i@example.org")]
    [InlineData("ada+news@example.org", "ada+news@example.org")]
    [InlineData("ada@räksmörgås.se", "ada@xn--rksmrgs-5wao1o.se")]
    public void E_mail_addresses_are_compared_without_case(string address, string expected)
        => Assert.Equal(expected, ContactNormalizer.Normalize(ContactPoint.Email(address)));

    [Theory]
    [InlineData("+46 (0)70-123 45 67", "+46701234567")]
    [InlineData("0046 70 123 45 67", "+46701234567")]
    [InlineData("+٤٦701234567", "+46701234567")]
    public void Numbers_are_compared_by_their_digits(string number, string expected)
        => Assert.Equal(expected, ContactNormalizer.Normalize(ContactPoint.Phone(number)));

    [Theory]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada lovelace@example.org")]
    [InlineData("\0ada")]
    public void What_is_no_e_mail_address_is_refused(string address)
        => Assert.Throws<ArgumentException>(() => ContactNormalizer.Normalize(ContactPoint.Email(address)));

    [Theory]
    [InlineData("070-123 45 67")]
    [InlineData("+46")]
    [InlineData("+")]
    [InlineData("call me")]
    public void What_is_no_international_number_is_refused(string number)
        => Assert.Throws<ArgumentException>(() => ContactNormalizer.Normalize(ContactPoint.Phone(number)));

    [Fact]
    public void The_culture_does_not_count()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            Assert.Equal("ingrid@iii.se", ContactNormalizer.Normalize(ContactPoint.Email("INGRID@III.SE")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
