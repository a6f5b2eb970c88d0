using System.Text;
using System.Text.Unicode;

namespace Gdpr.Toolkit.Encryption;

/// <summary>UTF-8 that refuses half surrogate pairs in both directions instead of replacing them.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] GetBytes(string value)
    {
        try
        {
            return Strict.GetBytes(value);
        }
        catch (EncoderFallbackException)
        {
            throw EncryptionErrors.LoneSurrogate();
        }
    }

    public static int GetByteCount(ReadOnlySpan<char> value)
    {
        try
        {
            return Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            throw EncryptionErrors.LoneSurrogate();
        }
    }

    public static void GetBytes(ReadOnlySpan<char> value, Span<byte> destination) => Strict.GetBytes(value, destination);

    public static bool TryGetString(ReadOnlySpan<byte> bytes, out string value)
    {
        var isValid = Utf8.IsValid(bytes);
        value = isValid ? Encoding.UTF8.GetString(bytes) : "";
        return isValid;
    }
}
