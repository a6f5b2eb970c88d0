using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Gives the tags by which the values of one column are found. Thread-safe.</summary>
internal sealed class BlindIndexKey(SecretBytes key, byte indexVersion, Normalizer normalizer) : IDisposable
{
    public const int TagSize = 16;

    // u8 index version ‖ u16 normaliser version ‖ u32 length of the value.
    private const int HeaderSize = 7;
    private const int StackSize = 256;

    /// <summary>The tag of a value: texts are normalised, other types use the bytes that stand for their equality.</summary>
    public byte[] Tag<T>(T value)
    {
        if (value is string text)
            return TagText(text);
        return normalizer == Normalizer.None ? TagValue(value) : throw EncryptionErrors.NormalizerNeedsText(typeof(T), normalizer);
    }

    /// <summary>The tag of a value that is normalised already.</summary>
    public byte[] TagNormalized(ReadOnlySpan<byte> normalizedValue)
    {
        using var content = new Scratch<byte>(stackalloc byte[StackSize], HeaderSize + normalizedValue.Length);
        normalizedValue.CopyTo(content.Span[HeaderSize..]);
        return TagContent(content.Span);
    }

    public void Dispose() => key.Dispose();

    private byte[] TagText(string text)
    {
        using var scratch = new Scratch<char>(stackalloc char[StackSize], TextNormalizer.ScratchLength(text.Length));
        var normalized = TextNormalizer.Normalize(normalizer, text, scratch.Span);
        using var content = new Scratch<byte>(stackalloc byte[StackSize], HeaderSize + StrictUtf8.GetByteCount(normalized));
        StrictUtf8.GetBytes(normalized, content.Span[HeaderSize..]);
        return TagContent(content.Span);
    }

    private byte[] TagValue<T>(T value)
    {
        var equal = new IndexValue<T>(value);
        using var content = new Scratch<byte>(stackalloc byte[StackSize], HeaderSize + equal.Size);
        equal.Write(content.Span[HeaderSize..]);
        return TagContent(content.Span);
    }

    private byte[] TagContent(Span<byte> content)
    {
        content[0] = indexVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(content[1..], TextNormalizer.Version(normalizer));
        BinaryPrimitives.WriteUInt32LittleEndian(content[3..], (uint)(content.Length - HeaderSize));

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
}
