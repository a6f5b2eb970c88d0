using System.Text;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class EnvelopeDamageTests : IDisposable
{
    private readonly SubjectKey _key = TestKeys.Fixed();
    private readonly FieldCipher<string> _cipher = new(TestKeys.Column);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Every_flipped_bit_is_noticed_with_the_right_failure()
    {
        var envelope = _cipher.Seal("Ada Lovelace", _key);

        for (var bit = 0; bit < envelope.Length * 8; bit++)
        {
            var damaged = envelope.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            var failure = Record.Exception(() => _cipher.Open(damaged, _key));

            if (bit / 8 < 2)
                Assert.IsType<UnknownValueFormatException>(failure);
            else
                Assert.IsType<ValueTamperedException>(failure);
        }
    }

    [Fact]
    public void A_flipped_bit_in_the_key_id_asks_for_a_key_that_does_not_exist()
    {
        var envelope = _cipher.Seal("Ada", _key);

        for (var bit = 16; bit < 18 * 8; bit++)
        {
            var damaged = envelope.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.NotEqual(_key.Kid, FieldCipher.ReadKeyId(damaged, TestKeys.Column));
        }
    }

    [Fact]
    public void Every_truncation_is_noticed_with_the_right_failure()
    {
        var envelope = _cipher.Seal("Ada Lovelace", _key);

        for (var length = 0; length < envelope.Length; length++)
        {
            var failure = Record.Exception(() => _cipher.Open(envelope.AsSpan(0, length), _key));

            if (length < 2)
                Assert.IsType<UnknownValueFormatException>(failure);
            else
                Assert.IsType<ValueTamperedException>(failure);
        }
    }

    [Fact]
    public void Every_extension_is_noticed()
    {
        var envelope = _cipher.Seal("Ada Lovelace", _key);

        for (var extra = 1; extra <= 64; extra++)
        {
            byte[] behind = [.. envelope, .. new byte[extra]];
            byte[] before = [.. envelope[..2], .. new byte[extra], .. envelope[2..]];

            Assert.Throws<ValueTamperedException>(() => _cipher.Open(behind, _key));
            Assert.Throws<ValueTamperedException>(() => _cipher.Open(before, _key));
        }
    }

    [Fact]
    public void A_value_copied_to_another_column_is_refused()
    {
        var other = new FieldCipher<string>(TestKeys.Column with { ColumnId = "customer.name" });

        Assert.Throws<ValueTamperedException>(() => other.Open(_cipher.Seal("Ada", _key), _key));
    }

    [Fact]
    public void A_value_copied_to_another_store_is_refused_even_under_the_same_key()
    {
        using var elsewhere = TestKeys.Fixed(storeId: Guid.NewGuid());

        Assert.Equal(_key.Kid, elsewhere.Kid);
        Assert.Throws<ValueTamperedException>(() => _cipher.Open(_cipher.Seal("Ada", _key), elsewhere));
    }

    [Fact]
    public void A_value_is_refused_under_another_persons_key()
    {
        using var other = TestKeys.Fixed(first: 1);

        Assert.Throws<ValueTamperedException>(() => _cipher.Open(_cipher.Seal("Ada", _key), other));
    }

    [Fact]
    public void A_value_whose_key_id_was_rewritten_to_another_key_is_refused()
    {
        using var other = TestKeys.Fixed(first: 1);
        var envelope = _cipher.Seal("Ada", _key);
        other.Kid.CopyTo(envelope.AsSpan(EnvelopeFormat.KidOffset));

        Assert.Throws<ValueTamperedException>(() => _cipher.Open(envelope, other));
    }

    [Fact]
    public void No_text_reads_as_an_envelope()
    {
        for (var scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (!Rune.IsValid(scalar))
                continue;
            var utf8 = Encoding.UTF8.GetBytes(new Rune(scalar) + new string('x', 60));

            Assert.False(utf8.Contains(EnvelopeFormat.Marker));
            if (scalar < 0x3000)
                Assert.Throws<UnknownValueFormatException>(() => FieldCipher.ReadKeyId(utf8, TestKeys.Column));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("gt1")]
    [InlineData("GT1.AAAA")]
    [InlineData("ada@example.org")]
    public void Text_without_the_prefix_is_an_unknown_format(string text)
        => Assert.Throws<UnknownValueFormatException>(() => FieldCipher.FromText(text, TestKeys.Column));

    [Theory]
    [InlineData("gt1.*")]
    [InlineData("gt1.AAA=")]
    [InlineData("gt1.AA AA")]
    [InlineData("gt1.AB")]
    [InlineData("gt1.A")]
    public void Text_with_another_spelling_of_base64url_is_tampered(string text)
        => Assert.Throws<ValueTamperedException>(() => FieldCipher.FromText(text, TestKeys.Column));

    [Fact]
    public void A_value_of_another_type_is_named_on_both_sides()
    {
        var numbers = new FieldCipher<int>(TestKeys.Column);

        var failure = Assert.Throws<UnknownValueFormatException>(() => numbers.Open(_cipher.Seal("42", _key), _key));

        Assert.Contains("'String'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Int32'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Customer.Email'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sealed_null_is_never_opened_as_a_value()
    {
        var envelope = _cipher.SealNull(_key);

        Assert.False(_cipher.TryOpen(envelope, _key, out var value));
        Assert.Null(value);
        Assert.Throws<UnknownValueFormatException>(() => _cipher.Open(envelope, _key));
    }

    [Fact]
    public void An_envelope_adds_47_bytes()
        => Assert.Equal(47 + 3, _cipher.Seal("Ada", _key).Length);

    [Fact]
    public void The_same_value_is_never_sealed_to_the_same_bytes()
    {
        var nonces = Enumerable.Range(0, 1000)
            .Select(_ => Convert.ToHexString(_cipher.Seal("Ada", _key).AsSpan(EnvelopeFormat.NonceOffset, 12)));

        Assert.Equal(1000, nonces.Distinct().Count());
    }

    [Theory]
    [InlineData("Ada", 0xD800, "")]
    [InlineData("", 0xDC00, "Ada")]
    [InlineData("a", 0xDBFF, "b")]
    public void Half_a_surrogate_pair_is_refused_without_naming_the_value(string before, int half, string after)
    {
        // An attribute cannot hold the half itself: metadata is UTF-8.
        var failure = Assert.Throws<ArgumentException>(() => _cipher.Seal(before + (char)half + after, _key));

        Assert.DoesNotContain("D800", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DC00", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_failure_shows_the_value_or_the_envelope()
    {
        var envelope = _cipher.Seal("Ada Lovelace", _key);
        envelope[^1] ^= 1;

        var text = Assert.Throws<ValueTamperedException>(() => _cipher.Open(envelope, _key)).ToString();

        Assert.DoesNotContain("Lovelace", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(_key.Kid.ToByteArray()), text, StringComparison.OrdinalIgnoreCase);
    }
}
