using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A root key, opened.</summary>
internal sealed record OpenRoot(int Version, SecretBytes Secret) : IDisposable
{
    /// <summary>Opens the active root of a kind with the highest version, after verifying every root row of that kind.</summary>
    public static OpenRoot Load(IReadOnlyList<RootRow> rows, RootKind kind, Guid storeId, IReadOnlyDictionary<int, EpochKeys> epochs)
    {
        RootRow? newest = null;
        foreach (var row in rows.Where(r => r.Kind == kind))
        {
            var keys = epochs.GetValueOrDefault(row.WrapEpoch) ?? throw EncryptionErrors.EpochNotOpen(row.WrapEpoch);
            if (row.StoreId != storeId || !keys.Verify(row))
                throw EncryptionErrors.RowTampered("root");
            if (row.State == KeyState.Active && row.Version > (newest?.Version ?? 0))
                newest = row;
        }

        return newest is null
            ? throw EncryptionErrors.RootMissing(kind)
            : Open(newest, epochs[newest.WrapEpoch]);
    }

    /// <summary>Opens a root whose row has been verified.</summary>
    public static OpenRoot Open(RootRow row, EpochKeys keys) => new(row.Version, Unwrap(row, keys));

    public void Dispose() => Secret.Dispose();

    private static SecretBytes Unwrap(RootRow row, EpochKeys keys)
    {
        Span<byte> key = stackalloc byte[KeyDerivation.KeySize];
        Span<byte> kcv = stackalloc byte[KeyDerivation.CheckValueSize];
        try
        {
            if (!keys.TryUnwrap(row, key))
                throw EncryptionErrors.RowTampered("root");
            KeyDerivation.CheckValue(key, kcv);
            if (!CryptographicOperations.FixedTimeEquals(kcv, row.Kcv))
                throw EncryptionErrors.RowTampered("root");
            return SecretBytes.Copy(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
