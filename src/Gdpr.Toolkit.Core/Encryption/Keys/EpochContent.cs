using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What an epoch's envelope holds: <c>version ‖ key ‖ check value</c>, and of version 2 <c>‖ check value of the epoch secret</c>.</summary>
/// <remarks>EnvelopedData is AES-CBC, which notices few changes by itself: hence the check values.</remarks>
internal static class EpochContent
{
    private const byte WithoutSecret = 1;
    private const byte WithSecret = 2;
    private const int SizeWithoutSecret = 1 + KeyDerivation.KeySize + KeyDerivation.CheckValueSize;
    private const int SizeWithSecret = SizeWithoutSecret + KeyDerivation.CheckValueSize;

    /// <summary>Makes the content for a new random key. The caller clears it.</summary>
    public static byte[] Create(ReadOnlySpan<byte> secret)
    {
        var content = GC.AllocateUninitializedArray<byte>(secret.IsEmpty ? SizeWithoutSecret : SizeWithSecret, pinned: true);
        content[0] = secret.IsEmpty ? WithoutSecret : WithSecret;
        RandomNumberGenerator.Fill(content.AsSpan(1, KeyDerivation.KeySize));
        KeyDerivation.CheckValue(Key(content), content.AsSpan(1 + KeyDerivation.KeySize));
        if (!secret.IsEmpty)
            KeyDerivation.CheckValue(secret, content.AsSpan(SizeWithoutSecret));
        return content;
    }

    public static ReadOnlySpan<byte> Key(byte[] content) => content.AsSpan(1, KeyDerivation.KeySize);

    public static bool NeedsSecret(byte[] content) => content[0] == WithSecret;

    /// <exception cref="ValueTamperedException">It has another form, or another key than that of its check value.</exception>
    public static void Require(byte[] content, int epoch)
    {
        var isKnown = content.Length > 0 && content.Length == content[0] switch
        {
            WithoutSecret => SizeWithoutSecret,
            WithSecret => SizeWithSecret,
            _ => -1,
        };
        if (!isKnown)
            throw EncryptionErrors.EpochTampered(epoch, "its content has an unknown form");
        if (!Matches(Key(content), content.AsSpan(1 + KeyDerivation.KeySize, KeyDerivation.CheckValueSize)))
            throw EncryptionErrors.EpochTampered(epoch, "its key does not match its check value");
    }

    public static bool IsSecret(byte[] content, byte[] secret)
        => secret.Length == KeyDerivation.KeySize && Matches(secret, content.AsSpan(SizeWithoutSecret));

    private static bool Matches(ReadOnlySpan<byte> key, ReadOnlySpan<byte> checkValue)
    {
        Span<byte> recomputed = stackalloc byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(key, recomputed);
        return CryptographicOperations.FixedTimeEquals(recomputed, checkValue);
    }
}
