using System.Buffers.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What can be done with an envelope without knowing the type of its value.</summary>
internal static class FieldCipher
{
    /// <summary>Whether values of a type can be sealed. <see cref="Nullable{T}"/> is the caller's to take off.</summary>
    public static bool IsSupported(Type type) => ValueCodecs.IsSupported(type);

    /// <summary>Reads which key an envelope needs.</summary>
    /// <exception cref="UnknownValueFormatException">The bytes are no envelope.</exception>
    /// <exception cref="ValueTamperedException">The bytes begin like an envelope and are too short for one.</exception>
    public static KeyId ReadKeyId(ReadOnlySpan<byte> envelope, ColumnBinding column)
    {
        if (envelope.Length < 2 || envelope[0] != EnvelopeFormat.Marker || envelope[1] != EnvelopeFormat.SuiteAes256Gcm)
            throw EncryptionErrors.NoEnvelope(column);
        if (envelope.Length < EnvelopeFormat.Overhead)
            throw EncryptionErrors.ValueTampered(column);
        return KeyId.From(envelope.Slice(EnvelopeFormat.KidOffset, KeyId.Size));
    }

    /// <summary>Reads which key an envelope needs; null when the bytes are none.</summary>
    public static KeyId? TryReadKeyId(ReadOnlySpan<byte> envelope)
        => envelope.Length >= EnvelopeFormat.Overhead && envelope[0] == EnvelopeFormat.Marker && envelope[1] == EnvelopeFormat.SuiteAes256Gcm
            ? KeyId.From(envelope.Slice(EnvelopeFormat.KidOffset, KeyId.Size))
            : null;

    /// <summary>The text form of an envelope: <c>gt1.</c> and base64url without padding.</summary>
    public static string ToText(ReadOnlySpan<byte> envelope)
        => string.Concat(EnvelopeFormat.TextPrefix, Base64Url.EncodeToString(envelope));

    /// <summary>Reads the text form. Only the one spelling that <see cref="ToText"/> gives is accepted.</summary>
    /// <exception cref="UnknownValueFormatException">The text does not begin with <c>gt1.</c>.</exception>
    /// <exception cref="ValueTamperedException">What follows is not base64url.</exception>
    public static byte[] FromText(ReadOnlySpan<char> text, ColumnBinding column)
    {
        if (!text.StartsWith(EnvelopeFormat.TextPrefix, StringComparison.Ordinal))
            throw EncryptionErrors.NoEnvelope(column);
        var encoded = text[EnvelopeFormat.TextPrefix.Length..];
        if (!Base64Url.IsValid(encoded, out var length))
            throw EncryptionErrors.ValueTampered(column);
        var envelope = new byte[length];
        if (!Base64Url.TryDecodeFromChars(encoded, envelope, out var written)
            || written != length
            || !encoded.SequenceEqual(Base64Url.EncodeToString(envelope)))
        {
            throw EncryptionErrors.ValueTampered(column);
        }

        return envelope;
    }
}
