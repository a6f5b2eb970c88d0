using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Gives the tags by which the values of one column are found. Thread-safe.</summary>
internal sealed class BlindIndexKey(SecretBytes key, byte indexVersion, Normalizer normalizer) : IDisposable
{
    public const int TagSize = 16;

    /// <summary>The tag of a value: texts are normalised, other types use the bytes that stand for their equality.</summary>
    public byte[] Tag<T>(T value)
    {
        if (value is string text)
            return TagNormalized(StrictUtf8.GetBytes(TextNormalizer.Normalize(normalizer, text)));
        if (normalizer != Normalizer.None)
            throw EncryptionErrors.NormalizerNeedsText(typeof(T), normalizer);
        return TagNormalized(IndexValue.Encode(value));
    }

    /// <summary>The tag of a value that is normalised already.</summary>
    public byte[] TagNormalized(ReadOnlySpan<byte> normalizedValue)
    {
        var content = new LengthPrefixed().U8(indexVersion).U16(TextNormalizer.Version(normalizer)).Part(normalizedValue).Written;
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        ObjectDisposedException.ThrowIf(!key.TryEnter(), this);
        try
        {
            HMACSHA256.HashData(key.Bytes, content, tag);
            return tag[..TagSize].ToArray();
        }
        finally
        {
            key.Exit();
        }
    }

    public void Dispose() => key.Dispose();
}
