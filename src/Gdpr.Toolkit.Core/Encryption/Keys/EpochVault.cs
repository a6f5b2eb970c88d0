using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes and opens key epochs: the one place where the key encryption key, and later the epoch secret, enter.</summary>
internal sealed class EpochVault(IKeyEncryptionKey kek, EpochSigner signer)
{
    private const byte ContentVersion = 1;
    private const int ContentSize = 1 + KeyDerivation.KeySize + KeyDerivation.CheckValueSize;

    public EpochRow Create(Guid storeId, int epoch, int previousEpoch, DateTimeOffset now)
    {
        // version ‖ key ‖ check value: EnvelopedData is AES-CBC, which notices few changes by itself.
        var content = GC.AllocateUninitializedArray<byte>(ContentSize, pinned: true);
        try
        {
            content[0] = ContentVersion;
            RandomNumberGenerator.Fill(content.AsSpan(1, KeyDerivation.KeySize));
            KeyDerivation.CheckValue(content.AsSpan(1, KeyDerivation.KeySize), content.AsSpan(1 + KeyDerivation.KeySize));
            var row = new EpochRow
            {
                StoreId = storeId,
                Epoch = epoch,
                State = EpochState.Active,
                PreviousEpoch = previousEpoch,
                Envelope = kek.Wrap(content),
                CreatedAt = now.ToUnixTimeMilliseconds(),
            };
            signer.Sign(row, now);
            return row;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    public void Verify(EpochRow row) => signer.Verify(row);

    /// <summary>Opens an epoch whose signature has been verified.</summary>
    public EpochKeys Open(EpochRow row)
    {
        byte[] content;
        try
        {
            content = kek.Unwrap(row.Envelope);
        }
        catch (CryptographicException e)
        {
            throw EncryptionErrors.EpochNotUnwrapped(row.Epoch, e);
        }

        try
        {
            if (content.Length != ContentSize || content[0] != ContentVersion)
                throw EncryptionErrors.EpochTampered(row.Epoch, "its content has an unknown form");
            var key = content.AsSpan(1, KeyDerivation.KeySize);
            Span<byte> kcv = stackalloc byte[KeyDerivation.CheckValueSize];
            KeyDerivation.CheckValue(key, kcv);
            if (!CryptographicOperations.FixedTimeEquals(kcv, content.AsSpan(1 + KeyDerivation.KeySize)))
                throw EncryptionErrors.EpochTampered(row.Epoch, "its key does not match its check value");
            using var realmKey = KeyDerivation.RealmKey(key, EpochSecret(), row.StoreId, row.Epoch);
            return new EpochKeys(realmKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    // Empty until there is a store for epoch secrets outside the database; backups stay readable to the holder of the KEK.
    private static ReadOnlySpan<byte> EpochSecret() => [];
}
