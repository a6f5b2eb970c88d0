namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes the rows of a new key store, and opens a <see cref="Realm"/> from those of an existing one.</summary>
internal sealed class RealmFactory(IKeyEncryptionKey kek, EpochSigner signer, TimeProvider time)
{
    private readonly EpochVault _vault = new(kek, signer);

    /// <summary>Makes a new store: a first epoch and a root of each kind. The caller commits all rows together.</summary>
    public RealmRows Create()
    {
        var storeId = Guid.NewGuid();
        var epoch = _vault.Create(storeId, epoch: 1, previousEpoch: 0, time.GetUtcNow());
        using var keys = _vault.Open(epoch);
        return new([epoch], [.. Enum.GetValues<RootKind>().Select(kind => CreateRoot(keys, epoch, kind))]);
    }

    /// <summary>Opens a store.</summary>
    /// <param name="rows">All of its epochs and roots.</param>
    /// <param name="highestKnownEpoch">
    /// The highest epoch that was ever seen, kept outside the database; 0 when nothing is known. Signatures alone cannot
    /// tell that all epochs were rolled back together.
    /// </param>
    /// <exception cref="ValueTamperedException">A row was changed, added or rolled back.</exception>
    /// <exception cref="SubjectKeyMissingException">A root is missing, or the certificate cannot open the active epoch.</exception>
    public Realm Open(RealmRows rows, int highestKnownEpoch = 0)
    {
        var current = VerifyEpochs(rows.Epochs, highestKnownEpoch);
        var epochs = new Dictionary<int, EpochKeys>();
        var roots = new Dictionary<RootKind, OpenRoot>();
        try
        {
            foreach (var row in rows.Epochs.Where(e => e.State != EpochState.Destroyed))
                epochs.Add(row.Epoch, _vault.Open(row));
            foreach (var kind in Enum.GetValues<RootKind>())
                roots.Add(kind, OpenRoot.Load(rows.Roots, kind, current.StoreId, epochs));
            return new Realm(current.StoreId, current.Epoch, epochs, roots, time);
        }
        catch
        {
            foreach (var keys in epochs.Values)
                keys.Dispose();
            foreach (var root in roots.Values)
                root.Dispose();
            throw;
        }
    }

    private RootRow CreateRoot(EpochKeys keys, EpochRow epoch, RootKind kind)
    {
        using var secret = SecretBytes.Random(KeyDerivation.KeySize);
        var row = new RootRow
        {
            StoreId = epoch.StoreId,
            Kind = kind,
            Version = 1,
            State = KeyState.Active,
            CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Revision = 1,
        };
        keys.WrapInto(row, secret, epoch.Epoch);
        keys.Seal(row);
        return row;
    }

    // Every signature first, then the chain: one store, one active epoch which is the highest, no link missing.
    private EpochRow VerifyEpochs(IReadOnlyList<EpochRow> epochs, int highestKnownEpoch)
    {
        foreach (var row in epochs)
            _vault.Verify(row);
        var ordered = epochs.OrderBy(e => e.Epoch).ToList();
        if (ordered.Count == 0)
            throw EncryptionErrors.EpochTampered(highestKnownEpoch, "the key store has no epochs");

        var previous = 0;
        foreach (var row in ordered)
        {
            if (row.StoreId != ordered[0].StoreId)
                throw EncryptionErrors.EpochTampered(row.Epoch, "it belongs to another store");
            if (row.Epoch <= previous || row.PreviousEpoch != previous)
                throw EncryptionErrors.EpochTampered(row.Epoch, "the epoch before it is missing or doubled");
            if (row.State == EpochState.Active != (row == ordered[^1]))
                throw EncryptionErrors.EpochTampered(row.Epoch, "the highest epoch, and no other, has to be active");
            previous = row.Epoch;
        }

        return previous >= highestKnownEpoch
            ? ordered[^1]
            : throw EncryptionErrors.EpochTampered(previous, "a higher epoch was seen before");
    }
}
