using System.Globalization;
using System.Text;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Frozen for version 1 of the normalisers: what changes here needs a new version and a re-index.</summary>
public class TextNormalizerTests
{
    [Theory]
    [InlineData(Normalizer.None, " Ada ", " Ada ")]
    [InlineData(Normalizer.Trim, "\u00A0\t Ada  L \n", "Ada  L")]
    [InlineData(Normalizer.Text, " ÅSA ", "åsa")]
    [InlineData(Normalizer.Text, "ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData(Normalizer.Text, "σίσυφος", "σίσυφοσ")]
    [InlineData(Normalizer.Text, "Straße", "straße")]
    [InlineData(Normalizer.Text, "ĳ ſ ı I i", "ĳ s ı i i")]
    [InlineData(Normalizer.Text, "", "")]
    [InlineData(Normalizer.Email, "Ada@Example.org", "Ada@example.org")]
    [InlineData(Normalizer.Email, " Ada@EXAMPLE.ORG ", "Ada@example.org")]
    [InlineData(Normalizer.Email, "ada@example.org", "ada@example.org")]
    [InlineData(Normalizer.Email, "ada+tag@Bücher.example", "ada+tag@xn--bcher-kva.example")]
    [InlineData(Normalizer.Email, "ada@xn--BCHER-KVA.example", "ada@xn--bcher-kva.example")]
    [InlineData(Normalizer.Email, "\"a@b\"@Example.org", "\"a@b\"@example.org")]
    [InlineData(Normalizer.Email, "not an address", "\0not an address")]
    [InlineData(Normalizer.Email, "@Example.org", "\0@example.org")]
    [InlineData(Normalizer.Email, "Ada@", "\0ada@")]
    [InlineData(Normalizer.Phone, "+46 (0)70-123 45 67", "+46701234567")]
    [InlineData(Normalizer.Phone, "0046 70 123 45 67", "+46701234567")]
    [InlineData(Normalizer.Phone, "070-123 45 67", "0701234567")]
    [InlineData(Normalizer.Phone, "(070) 123.45/67", "0701234567")]
    [InlineData(Normalizer.Phone, "Call Me", "\0call me")]
    [InlineData(Normalizer.Phone, "070-123 ext 4", "\0070-123 ext 4")]
    [InlineData(Normalizer.Phone, "1+2", "\01+2")]
    [InlineData(Normalizer.Phone, "", "\0")]
    [InlineData(Normalizer.DigitsOnly, "SE-12 34", "1234")]
    [InlineData(Normalizer.DigitsOnly, "١٢٣", "123")]
    [InlineData(Normalizer.DigitsOnly, "None", "\0none")]
    [InlineData(Normalizer.PersonalIdentityNumber, "19851224-1234", "198512241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "851224-1234", "198512241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "8512241234", "198512241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "291224-1234", "202912241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "301224-1234", "193012241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "101224+1234", "191012241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "951224+1234", "189512241234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "850184-1234", "198501841234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "1234", "\01234")]
    [InlineData(Normalizer.PersonalIdentityNumber, "1985122412345", "\01985122412345")]
    [InlineData(Normalizer.PersonalIdentityNumber, "85122a-1234", "\085122a-1234")]
    [InlineData(Normalizer.Iban, "se45 5000-0000 0583 9825 7466", "SE4550000000058398257466")]
    [InlineData(Normalizer.Iban, "SE45", "\0se45")]
    [InlineData(Normalizer.Iban, "4550000000058398257466", "\04550000000058398257466")]
    public void Values_are_normalised_as_frozen(Normalizer normalizer, string value, string expected)
    {
        Assert.Equal(expected, TextNormalizer.Normalize(normalizer, value));
        Assert.Equal(expected, TextNormalizer.Normalize(normalizer, expected is ['\0', ..] ? expected[1..] : expected));
    }

    [IcuFact]
    public void Both_spellings_of_a_composed_letter_are_equal_where_text_is_compared()
    {
        Assert.Equal("åsa", TextNormalizer.Normalize(Normalizer.Text, "A\u030ASA"));
        Assert.Equal("\u00E5@xn--5ca.example", TextNormalizer.Normalize(Normalizer.Email, "a\u030A@A\u030A.example"));
        Assert.NotEqual("\u00E5", TextNormalizer.Normalize(Normalizer.Trim, "a\u030A"));
    }

    [IcuFact]
    public void The_culture_of_the_thread_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");

            Assert.Equal("i ı i", TextNormalizer.Normalize(Normalizer.Text, "I ı i"));
            Assert.Equal("a@in.org", TextNormalizer.Normalize(Normalizer.Email, "a@IN.org"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [IcuFact]
    public void Text_that_cannot_be_normalised_is_refused_without_naming_it()
    {
        foreach (var bad in new[] { "Ada\u0301\uFFFE", "Ada\u0301\uD800" })
        {
            var failure = Assert.Throws<ArgumentException>(() => TextNormalizer.Normalize(Normalizer.Text, bad));

            Assert.DoesNotContain("Ada", failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_ICU_text_that_needs_composing_is_refused_instead_of_compared_wrongly()
    {
        Assert.Equal("Åsa Öberg, 東京, Ελλάδα", NfcText.Normalize("Åsa Öberg, 東京, Ελλάδα", hasIcu: false));
        Assert.Throws<PlatformNotSupportedException>(() => NfcText.Normalize("A\u030Asa", hasIcu: false));
    }

    [Fact]
    public void Every_normalizer_has_its_own_version_number()
    {
        var versions = Enum.GetValues<Normalizer>().Select(TextNormalizer.Version).ToList();

        Assert.Equal([0x0001, 0x0101, 0x0201, 0x0301, 0x0401, 0x0501, 0x0601, 0x0701], versions.Select(v => (int)v));
    }

    [IcuFact]
    public void Text_that_counts_as_stable_is_what_NFC_leaves_alone()
    {
        var stable = Enumerable.Range(0, 0x10000).Where(c => !char.IsSurrogate((char)c) && NfcText.IsStable(((char)c).ToString())).ToList();
        var seconds = Enumerable.Range(0, 0xFFFE).Where(c => !char.IsSurrogate((char)c))
            .SelectMany(c => ((char)c).ToString().Normalize(NormalizationForm.FormD).Skip(1)).Distinct().ToHashSet();

        Assert.All(stable, c => Assert.Equal(((char)c).ToString(), ((char)c).ToString().Normalize()));
        Assert.DoesNotContain(stable, c => seconds.Contains((char)c));
        Assert.DoesNotContain(stable, c => CharUnicodeInfo.GetUnicodeCategory((char)c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
    }
}
