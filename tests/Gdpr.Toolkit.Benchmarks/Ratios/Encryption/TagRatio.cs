using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>A blind-index tag of an e-mail address, normalising included, in terms of one HMAC-SHA256 over the same bytes.</summary>
internal sealed class TagRatio() : CryptoRatio("encryption.tag", upperBound: 1.5, times: 50_000)
{
    private readonly byte[] _bytes = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
    private readonly byte[] _content = new LengthPrefixed().U8(1).U16(TextNormalizer.Version(Normalizer.Email)).Part(Sample.Text).ToArray();

    protected override void Bare(int count)
    {
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (var i = 0; i < count; i++)
        {
            HMACSHA256.HashData(_bytes, _content, tag);
        }
    }

    protected override void Ours(int count)
    {
        using var key = new BlindIndexKey(SecretBytes.Copy(_bytes), 1, Normalizer.Email);
        for (var i = 0; i < count; i++)
        {
            key.Tag(Sample.Text);
        }
    }
}
