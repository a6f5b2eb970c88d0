using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Consent;

/// <summary>What a suppression list keeps of an address. It never changes: there is nothing to compute it from again.</summary>
internal static class SuppressionHash
{
    /// <summary>Computes HMAC-SHA256 over kind and normalised address, under a key of this store's own.</summary>
    public static byte[] Compute(ReadOnlySpan<byte> root, Guid storeId, ContactPointKind kind, string normalizedAddress)
    {
        using var key = SecretBytes.Expand(root, KeyDerivation.SuppressionInfo(storeId));
        return HMACSHA256.HashData(key.Bytes, new LengthPrefixed().Part((int)kind).Part(normalizedAddress).Written);
    }
}
