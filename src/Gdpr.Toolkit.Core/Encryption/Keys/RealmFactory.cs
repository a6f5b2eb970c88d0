namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes the rows of a new key store, and opens a <see cref="Realm"/> from those of an existing one. Thread-safe.</summary>
internal sealed partial class RealmFactory(IKeyEncryptionKey kek, EpochSigner signer, TimeProvider time, IEpochSecretStore? secrets = null)
{
    private readonly EpochVault _vault = new(kek, signer, secrets);

    /// <summary>Makes a new store: a first epoch and a root of each kind. The caller commits all rows together.</summary>
    public async ValueTask<RealmRows> CreateAsync(CancellationToken cancellationToken)
    {
        var epoch = await _vault.CreateAsync(Guid.NewGuid(), epoch: 1, previousEpoch: 0, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        using var keys = await _vault.OpenAsync(epoch, cancellationToken).ConfigureAwait(false);
        return new([epoch], [.. Enum.GetValues<RootKind>().Select(kind => CreateRoot(keys, epoch, kind))]);
    }

    /// <summary>Opens a store.</summary>
    /// <param name="rows">All of its epochs and roots.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="ValueTamperedException">
    /// A row was changed, added or rolled back. Where epoch secrets are kept, also when all epochs were rolled back together.
    /// </exception>
    /// <exception cref="SubjectKeyMissingException">A root is missing, or an epoch cannot be opened with what is configured.</exception>
    public async ValueTask<Realm> OpenAsync(RealmRows rows, CancellationToken cancellationToken)
    {
        var current = await VerifyEpochsAsync(rows.Epochs, cancellationToken).ConfigureAwait(false);
        var epochs = new Dictionary<int, EpochKeys>();
        var roots = new Dictionary<RootKind, OpenRoot>();
        try
        {
            await OpenEpochsAsync(rows.Epochs, epochs, cancellationToken).ConfigureAwait(false);
            foreach (var kind in Enum.GetValues<RootKind>())
                roots.Add(kind, OpenRoot.Load(rows.Roots, kind, current.StoreId, epochs));
            var realm = new Realm(current.StoreId, current.Epoch, epochs, roots, time);
            realm.FollowIndex(rows.Roots);
            return realm;
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

    /// <summary>Lets an open store follow its epochs: opens those that are new, and closes those that are destroyed.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async ValueTask FollowAsync(Realm realm, IReadOnlyList<EpochRow> rows, CancellationToken cancellationToken)
    {
        var current = await VerifyEpochsAsync(rows, cancellationToken).ConfigureAwait(false);
        var opened = new Dictionary<int, EpochKeys>();
        try
        {
            await OpenEpochsAsync([.. rows.Where(row => !realm.IsOpen(row.Epoch))], opened, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            foreach (var keys in opened.Values)
                keys.Dispose();
            throw;
        }

        realm.UseEpochs(current.Epoch, opened, [.. rows.Where(row => row.State == EpochState.Destroyed).Select(row => row.Epoch)]);
    }

    private async ValueTask OpenEpochsAsync(
        IReadOnlyList<EpochRow> rows, Dictionary<int, EpochKeys> opened, CancellationToken cancellationToken)
    {
        foreach (var row in rows.Where(row => row.State != EpochState.Destroyed))
            opened.Add(row.Epoch, await _vault.OpenAsync(row, cancellationToken).ConfigureAwait(false));
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

    private async ValueTask<EpochRow> VerifyEpochsAsync(IReadOnlyList<EpochRow> epochs, CancellationToken cancellationToken)
    {
        var current = VerifyChain(epochs);
        if (secrets is null)
            return current;
        var highest = await secrets.GetHighestEpochAsync(current.StoreId, cancellationToken).ConfigureAwait(false);
        if (current.Epoch < highest)
            throw EncryptionErrors.EpochTampered(current.Epoch, "a higher epoch was recorded outside of the database, which was rolled back or restored from an old backup");
        if (current.Epoch > highest)
            await secrets.RecordEpochAsync(current.StoreId, current.Epoch, cancellationToken).ConfigureAwait(false);
        return current;
    }

    // Every signature first, then the chain: one store, one active epoch which is the highest, no link missing.
    private EpochRow VerifyChain(IReadOnlyList<EpochRow> epochs)
    {
        foreach (var row in epochs)
            _vault.Verify(row);
        var ordered = epochs.OrderBy(e => e.Epoch).ToList();
        if (ordered.Count == 0)
            throw EncryptionErrors.EpochTampered(0, "the key store has no epochs");

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

        return ordered[^1];
    }
}
