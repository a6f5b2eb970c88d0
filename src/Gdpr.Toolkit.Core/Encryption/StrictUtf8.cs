using System.Text;

namespace Gdpr.Toolkit.Encryption;

/// <summary>UTF-8 that refuses half surrogate pairs in both directions instead of replacing them.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] GetBytes(string value)
    {
        try
        {
            return Encoding.GetBytes(value);
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
            return Encoding.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            throw EncryptionErrors.LoneSurrogate();
        }
    }

    public static void GetBytes(ReadOnlySpan<char> value, Span<byte> destination) => Encoding.GetBytes(value, destination);

    public static bool TryGetString(ReadOnlySpan<byte> bytes, out string value)
    {
        try
        {
            value = Encoding.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            value = "";
            return false;
        }
    }
}
