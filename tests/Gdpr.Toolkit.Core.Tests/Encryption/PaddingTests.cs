using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class PaddingTests : IDisposable
{
    private readonly SubjectKey _key = TestKeys.Fixed();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(64)]
    public void Block_padding_hides_the_length_within_a_block_and_returns_every_value_exactly(int block)
    {
        var cipher = Cipher(Padding.Block(block));

        for (var length = 0; length <= 2 * block; length++)
        {
            // Values that end like padding are the ones that a wrong stripping would cut.
            foreach (var last in new byte[] { 0x00, 0x80, 0x41 })
            {
                var value = Enumerable.Repeat(last, length).ToArray();
                var envelope = cipher.Seal(value, _key);

                Assert.Equal(0, (envelope.Length - 46) % block);
                Assert.Equal(value, cipher.Open(envelope, _key));
            }
        }
    }

    [Fact]
    public void Fixed_padding_makes_all_lengths_equal()
    {
        var cipher = Cipher(Padding.FixedMax(20));

        var lengths = Enumerable.Range(0, 21).Select(n => cipher.Seal(new byte[n], _key).Length).Distinct();

        Assert.Equal(46 + 22, Assert.Single(lengths));
    }

    [Fact]
    public void A_value_longer_than_its_fixed_padding_is_refused_by_name()
    {
        var failure = Assert.Throws<ArgumentException>(() => Cipher(Padding.FixedMax(4)).Seal(new byte[5], _key));

        Assert.Contains("Customer.Email", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_the_padding_of_a_column_keeps_its_values_readable()
    {
        byte[] value = [1, 2, 3];

        Assert.Equal(value, Cipher(Padding.None).Open(Cipher(Padding.Block(32)).Seal(value, _key), _key));
        Assert.Equal(value, Cipher(Padding.FixedMax(9)).Open(Cipher(Padding.None).Seal(value, _key), _key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(128)]
    public void Only_three_block_sizes_exist(int size)
        => Assert.Throws<ArgumentException>(() => Padding.Block(size));

    [Fact]
    public void A_fixed_padding_of_nothing_is_refused()
        => Assert.Throws<ArgumentException>(() => Padding.FixedMax(0));

    [Fact]
    public void A_padded_null_is_as_long_as_a_padded_value()
    {
        var cipher = Cipher(Padding.FixedMax(8));

        Assert.Equal(cipher.Seal([1], _key).Length, cipher.SealNull(_key).Length);
        Assert.False(cipher.TryOpen(cipher.SealNull(_key), _key, out _));
    }

    private static FieldCipher<byte[]> Cipher(Padding padding) => new(TestKeys.Column with { Padding = padding });
}
