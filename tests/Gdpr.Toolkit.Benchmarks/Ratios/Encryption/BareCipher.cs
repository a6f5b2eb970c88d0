using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>The baseline: one reused <see cref="AesGcm"/> that reads and writes buffers that are there already. For one thread.</summary>
internal sealed class BareCipher(SampleKey key) : IDisposable
{
    private readonly AesGcm _cipher = new(key.Bytes, EnvelopeFormat.TagSize);
    private readonly byte[] _plaintext = Encoding.UTF8.GetBytes(Sample.Text);
    private readonly byte[] _ciphertext = new byte[Sample.Text.Length];
    private readonly byte[] _opened = new byte[key.Envelope.Length - EnvelopeFormat.HeaderSize - EnvelopeFormat.TagSize];
    private readonly byte[] _nonce = new byte[ThreadCiphers.NonceSize];
    private readonly byte[] _tag = new byte[EnvelopeFormat.TagSize];

    public void Seal(int times)
    {
        for (var i = 0; i < times; i++)
        {
            RandomNumberGenerator.Fill(_nonce);
            _cipher.Encrypt(_nonce, _plaintext, _ciphertext, _tag, key.Associated);
        }
    }

    public void Open(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var envelope = key.Envelope.AsSpan();
            _cipher.Decrypt(
                envelope.Slice(EnvelopeFormat.NonceOffset, ThreadCiphers.NonceSize),
                envelope[EnvelopeFormat.HeaderSize..^EnvelopeFormat.TagSize],
                envelope[^EnvelopeFormat.TagSize..],
                _opened,
                key.Associated);
        }
    }

    public void Dispose() => _cipher.Dispose();
}
