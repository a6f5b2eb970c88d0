using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Every label of the key hierarchy, in one place. Changing one makes stored data unreadable.</summary>
internal static class KeyDerivation
{
    public const int KeySize = 32;
    public const int CheckValueSize = 32;
    public const int SaltSize = 32;

    public static ReadOnlySpan<byte> Wrap => "GT1/wrap"u8;

    public static ReadOnlySpan<byte> Row => "GT1/row"u8;

    public static ReadOnlySpan<byte> Subject => "GT1/subj"u8;

    /// <summary>RealmKey(epoch) = HKDF(unwrapped epoch key ‖ epoch secret), bound to the store and the epoch.</summary>
    public static SecretBytes RealmKey(ReadOnlySpan<byte> epochKey, ReadOnlySpan<byte> epochSecret, Guid storeId, int epoch)
    {
        var input = GC.AllocateUninitializedArray<byte>(epochKey.Length + epochSecret.Length, pinned: true);
        try
        {
            epochKey.CopyTo(input);
            epochSecret.CopyTo(input.AsSpan(epochKey.Length));
            return SecretBytes.Derive(input, new LengthPrefixed().Raw("GT1/realm"u8).Part(storeId).U32((uint)epoch).Written);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(input);
        }
    }

    public static void CheckValue(ReadOnlySpan<byte> key, Span<byte> destination)
        => HKDF.Expand(HashAlgorithmName.SHA256, key, destination[..CheckValueSize], "GT1/kcv"u8);

    public static byte[] EncryptionInfo(Guid storeId)
        => new LengthPrefixed().Raw("GT1/enc"u8).Part(storeId).ToArray();

    public static byte[] SuppressionInfo(Guid storeId)
        => new LengthPrefixed().Raw("GT1/supp"u8).Part(storeId).ToArray();

    public static byte[] IndexInfo(Guid storeId, string columnId, string index, ushort normalizerVersion)
        => new LengthPrefixed().Raw("GT1/idx"u8).Part(storeId).Part(columnId).Part(index).U16(normalizerVersion).ToArray();
}
