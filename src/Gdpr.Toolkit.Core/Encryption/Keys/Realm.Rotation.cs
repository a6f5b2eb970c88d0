using System.Security.Cryptography;

namespace Gdpr.Toolkit.Encryption;

internal sealed partial class Realm
{
    /// <summary>Whether rows that are wrapped under an epoch can be opened and checked.</summary>
    public bool IsOpen(int epoch) => _epochs.Keys.ContainsKey(epoch);

    /// <summary>Whether a row can be judged here; if not, it may be wrapped under an epoch that a rotation has added.</summary>
    public bool CanTell(KeyRow row) => row.StoreId != StoreId || IsOpen(row.WrapEpoch);

    /// <summary>Follows a rotation. Calls come one at a time; what uses the realm meanwhile goes on.</summary>
    /// <param name="active">The active epoch.</param>
    /// <param name="opened">Epochs that were not open.</param>
    /// <param name="destroyed">Epochs that are gone, and closed here.</param>
    public void UseEpochs(int active, IReadOnlyDictionary<int, EpochKeys> opened, IReadOnlyCollection<int> destroyed)
    {
        var before = _epochs;
        _epochs = new OpenEpochs(active, before.Keys.Where(epoch => !destroyed.Contains(epoch.Key)).Concat(opened).ToDictionary());
        foreach (var epoch in destroyed)
            before.Keys.GetValueOrDefault(epoch)?.Dispose();
    }

    /// <summary>Wraps a key under the active epoch. A tombstone, which holds no key, is authenticated under it.</summary>
    /// <returns>What to write in the place of the row as it was.</returns>
    /// <exception cref="ValueTamperedException">The row is not one that this store wrote.</exception>
    public Changed<KeyRow> Rewrap(KeyRow row) => new(row, Rewrap(row, "key"));

    /// <inheritdoc cref="Rewrap(KeyRow)"/>
    public Changed<RootRow> Rewrap(RootRow row) => new(row, Rewrap(row, "root"));

    /// <summary>Makes the next version of a person's key. The one before opens what it sealed; nothing new is sealed under it.</summary>
    /// <returns>The new key's row, and what to write in the place of the row as it was: together or not at all.</returns>
    public (KeyRow Next, Changed<KeyRow> Replaced) Replace(KeyRow row)
    {
        VerifyRow(row);
        if (row.State != KeyState.Active)
            throw EncryptionErrors.TransitionNotAllowed(row.State, KeyState.DecryptOnly);
        var minted = Mint(row.SubjectRef, row.Group, checked(row.Version + 1));
        minted.Key.Dispose();
        row.State = KeyState.DecryptOnly;
        row.NotAfter = minted.Row.CreatedAt;
        return (minted.Row, Reseal(row));
    }

    private byte[] Rewrap(IWrappedKeyRow row, string what)
    {
        if (!Verify(row))
            throw EncryptionErrors.RowTampered(what);
        var (active, epochs) = _epochs;
        if (row.Wrapped is null)
            row.WrapEpoch = active;
        else
            WrapAgain(row, what, epochs[active], active);
        var stored = row.RowMac;
        row.Revision++;
        epochs[active].Seal(row);
        return stored;
    }

    private void WrapAgain(IWrappedKeyRow row, string what, EpochKeys keys, int epoch)
    {
        var kcv = row.Kcv;
        Span<byte> bytes = stackalloc byte[KeyDerivation.KeySize];
        try
        {
            if (!TryUnwrap(row, bytes))
                throw EncryptionErrors.RowTampered(what);
            using var key = SecretBytes.Copy(bytes);
            keys.WrapInto(row, key, epoch);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        if (!CryptographicOperations.FixedTimeEquals(kcv, row.Kcv))
            throw EncryptionErrors.RowTampered(what);
    }
}
