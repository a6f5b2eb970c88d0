using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Vectors that were computed with another implementation (Python's cryptography) and have to be readable for ever.</summary>
public class EnvelopeGoldenTests
{
    private const string Header = "f9012eecdff46816d36b2eb6e65be89420dca0a1a2a3a4a5a6a7a8a9aaab";

    [Fact]
    public void A_text_is_sealed_as_frozen()
        => AssertVector("d76835e9f314a1c01e81594db6c90473a99283b7a46f3ea3a8a5ebae5c72e260ec", "Åsa@example.org");

    [Fact]
    public void An_empty_text_is_sealed_as_frozen()
        => AssertVector("d7c89701e5aa54959e8c87070ffa391308", "");

    [Fact]
    public void A_negative_integer_is_sealed_as_frozen()
        => AssertVector("de554f656d50730ec7805bb36837634527c9be7e31", -2);

    [Fact]
    public void A_date_is_sealed_as_frozen()
        => AssertVector("c0ada09192c3eb9cf63b49cfed382c93137fae4e22", new DateOnly(1985, 12, 24));

    [Fact]
    public void A_decimal_is_sealed_with_its_scale_as_frozen()
        => AssertVector("c4c5b09a9254c4b87fec2921d3e76b03ce465a1ae085a67ed05518f077fd878cb4", 1.10m);

    [Fact]
    public void A_text_padded_to_a_block_is_sealed_as_frozen()
        => AssertVector("57ead4fb1254c4b87fec2921d3e76b013b3a028407f45275cb35d8f24a17c72c", "Ada", Padding.Block(16));

    [Fact]
    public void A_flag_padded_to_a_maximum_is_sealed_as_frozen()
        => AssertVector("55aa309a9254c4b87fec1938828efb22db47bde64360c504c951", true, Padding.FixedMax(8));

    [Fact]
    public void A_null_is_sealed_as_frozen()
    {
        using var key = TestKeys.Fixed();
        var cipher = new FieldCipher<string>(TestKeys.Column);

        var sealedNull = cipher.SealWithNonce(null!, isNull: true, key, TestKeys.Nonce);

        Assert.Equal(Header + "d6996cfa1f8f01e943791237dcf849704b", Convert.ToHexStringLower(sealedNull));
        Assert.False(cipher.TryOpen(sealedNull, key, out _));
    }

    [Fact]
    public void The_text_form_is_written_as_frozen()
    {
        using var key = TestKeys.Fixed();
        var cipher = new FieldCipher<string>(TestKeys.Column);

        var text = FieldCipher.ToText(cipher.SealWithNonce("Ada", isNull: false, key, TestKeys.Nonce));

        Assert.Equal("gt1.-QEu7N_0aBbTay625lvolCDcoKGio6Slpqeoqaqr1-rU-yPe-RyhyMpgpa0fqhgg69M", text);
        Assert.Equal("Ada", cipher.Open(FieldCipher.FromText(text, TestKeys.Column), key));
    }

    private static void AssertVector<T>(string expected, T value, Padding padding = default)
    {
        using var key = TestKeys.Fixed();
        var cipher = new FieldCipher<T>(TestKeys.Column with { Padding = padding });

        var sealedValue = cipher.SealWithNonce(value, isNull: false, key, TestKeys.Nonce);

        Assert.Equal(Header + expected, Convert.ToHexStringLower(sealedValue));
        Assert.Equal(value, cipher.Open(Convert.FromHexString(Header + expected), key));
    }
}
