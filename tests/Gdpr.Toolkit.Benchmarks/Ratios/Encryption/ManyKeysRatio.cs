using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>Opening values of 100,000 people one after the other, in terms of a loop that makes one cipher a key.</summary>
internal sealed class ManyKeysRatio(int valuesPerKey)
    : CryptoRatio($"encryption.open-100000-keys-of-{valuesPerKey}", upperBound: 1.4, times: 100_000)
{
    private readonly Lazy<SampleKey[]> _keys = new(() => [.. Enumerable.Range(0, 100_000).Select(_ => new SampleKey())]);

    protected override void Bare(int count)
    {
        Span<byte> opened = stackalloc byte[Sample.Text.Length + 1];
        foreach (var key in _keys.Value.AsSpan(0, count))
        {
            using var cipher = new AesGcm(key.Bytes, EnvelopeFormat.TagSize);
            for (var value = 0; value < valuesPerKey; value++)
            {
                var envelope = key.Envelope.AsSpan();
                cipher.Decrypt(
                    envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                    envelope[EnvelopeFormat.HeaderSize..^EnvelopeFormat.TagSize],
                    envelope[^EnvelopeFormat.TagSize..],
                    opened,
                    key.Associated);
            }
        }
    }

    protected override void Ours(int count)
    {
        foreach (var key in _keys.Value.AsSpan(0, count))
        {
            for (var value = 0; value < valuesPerKey; value++)
            {
                Sample.Cipher.Open(key.Envelope, key.Key);
            }
        }
    }
}
