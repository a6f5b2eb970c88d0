using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes, finds and changes keys together with what a context writes.</summary>
/// <remarks>
/// Where keys lie beside the data they are made in its transaction, so that neither exists without the other. They are
/// always read from the store before something is sealed, so that no value is written under a key that is not there.
/// </remarks>
internal sealed class SubjectKeyWriter(DbContext context, GdprRuntime runtime) : IDisposable
{
    private const int Attempts = 4;

    private readonly SubjectKeyring _keyring = context.GetService<SubjectKeyring>();
    private readonly IKeyStoreSession _store = runtime.KeyStore.Open(context);
    private readonly HashSet<KeyId> _destroyed = [];
    private Realm? _realm;

    /// <summary>Finds the store's realm as it is now.</summary>
    /// <returns>Null for a database that has no keys yet.</returns>
    /// <exception cref="ErasureLedgerException">The database does not agree with the erasure ledger.</exception>
    public async ValueTask<Realm?> FindRealmAsync(bool async, CancellationToken cancellationToken)
    {
        var realm = await ReadRealmAsync(async, cancellationToken).ConfigureAwait(false);
        if (realm is not null && !_keyring.IsAgreed)
        {
            await runtime.Ledger!.EnsureAsync(context, realm.StoreId, async, cancellationToken).ConfigureAwait(false);
        }

        return realm;
    }

    /// <summary>Looks at the index roots before tags are written: from when a next one is there, both of its columns are.</summary>
    /// <exception cref="NotSupportedException">This process has no second column for an index root that is in use.</exception>
    public async ValueTask<Realm> FollowIndexAsync(Realm realm, bool async, CancellationToken cancellationToken)
    {
        if (runtime.Options.PreparesIndexRotation)
        {
            var (followed, _) = await IndexFollower.FollowAsync(
                realm, () => FindRealmAsync(async, cancellationToken), _store, time: null, async, cancellationToken).ConfigureAwait(false);
            return followed;
        }

        return realm.Index.UsesSecondSlot ? throw KeyStoreErrors.IndexNotPrepared() : realm;
    }

    /// <summary>Makes the store's realm, or takes the one that somebody else made in the same moment.</summary>
    /// <exception cref="InvalidOperationException">The database holds choices of people, whose keys are gone.</exception>
    public async ValueTask<Realm> CreateRealmAsync(bool async, CancellationToken cancellationToken)
    {
        if (await HasChoicesAsync(async, cancellationToken).ConfigureAwait(false))
        {
            // Somebody else's, who was first; or those of keys that are gone, and new keys would forget every objection.
            return await FindRealmAsync(async, cancellationToken).ConfigureAwait(false) ?? throw ConsentErrors.KeysLost();
        }

        if (_keyring.Exemption is null && runtime.Ledger is { } gate)
        {
            await gate.EnsureNewAsync(context, async, cancellationToken).ConfigureAwait(false);
        }

        var rows = async
            ? await runtime.RealmFactory.CreateAsync(cancellationToken).ConfigureAwait(false)
            : Blocking.Wait(() => runtime.RealmFactory.CreateAsync(cancellationToken));
        var changes = new KeyStoreChanges { NewEpochs = rows.Epochs, NewRoots = rows.Roots };
        if (!await _store.TryApplyAsync(changes, async, cancellationToken).ConfigureAwait(false))
        {
            return await FindRealmAsync(async, cancellationToken).ConfigureAwait(false) ?? throw KeyStoreErrors.Contended();
        }

        var realm = async
            ? await runtime.RealmFactory.OpenAsync(rows, cancellationToken).ConfigureAwait(false)
            : Blocking.Wait(() => runtime.RealmFactory.OpenAsync(rows, cancellationToken));
        _keyring.Realm.UseNew(realm);
        _realm = realm;
        return realm;
    }

    /// <summary>Finds all keys of people, tombstones included. A rotation of key epochs that goes on meanwhile is followed.</summary>
    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
        => FollowAsync(() => _store.FindAsync(subjectReferences, async, cancellationToken), async, cancellationToken);

    /// <summary>Finds keys by their ids, in the same way.</summary>
    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
        => FollowAsync(() => _store.FindAsync(kids, async, cancellationToken), async, cancellationToken);

    /// <summary>Finds all keys of people for whom something is about to be sealed: none of them is erased before the transaction ends.</summary>
    public async ValueTask<IReadOnlyList<KeyRow>> FindToSealAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        await BeginToSealAsync(subjectReferences, async, cancellationToken).ConfigureAwait(false);
        return await FindAsync(subjectReferences, async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets no erasure of these people begin until the transaction ends, and reads which of their keys are destroyed.</summary>
    public async ValueTask BeginToSealAsync(IEnumerable<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        await SubjectLocks.ShareAsync(context, subjectReferences, async, cancellationToken).ConfigureAwait(false);
        _destroyed.UnionWith(await UnseenDestructions.FindAsync(context, runtime.KeyStore, subjectReferences, async, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Finds out which main keys, of people with whom <see cref="BeginToSealAsync"/> has begun, are not as they are known, or cannot be sealed with.</summary>
    /// <returns>Their places in the list.</returns>
    public async ValueTask<HashSet<int>> FindChangedAsync(IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken)
    {
        var changed = await _store.ChangedAsync(KeyGroups.Main, known, async, cancellationToken).ConfigureAwait(false);
        return [.. changed, .. Enumerable.Range(0, known.Count).Where(index => IsDestroyed(known[index].Kid))];
    }

    /// <summary>Whether a key that was found to seal with is gone, or being destroyed.</summary>
    public bool IsDestroyed(KeyRow row) => row.State.IsEnding() || IsDestroyed(KeyId.From(row.Kid));

    /// <summary>Stores new keys of people who have none yet; where somebody else was first, returns theirs instead.</summary>
    /// <returns>The rows that are in the store now, and the keys of those that were made here.</returns>
    public async ValueTask<(List<KeyRow> Rows, List<SubjectKey> Minted)> MintAsync(
        Realm realm, IReadOnlyCollection<byte[]> subjectReferences, string group, bool async, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var existing = await FindToSealAsync(subjectReferences, async, cancellationToken).ConfigureAwait(false);
            var present = existing.Where(row => row.Group == group).Select(row => row.SubjectRef!).ToHashSet(ByteContent.Instance);
            var minted = subjectReferences
                .Where(reference => !present.Contains(reference))
                .Select(reference => realm.Mint(reference, group, version: 1))
                .ToList();
            if (await TryInsertAsync(minted, async, cancellationToken).ConfigureAwait(false))
            {
                return ([.. existing, .. minted.Select(key => key.Row)], [.. minted.Select(key => key.Key)]);
            }

            minted.ForEach(key => key.Key.Destroy());
        }

        throw KeyStoreErrors.Contended();
    }

    /// <summary>Stores new keys.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has taken the place of one of them.</exception>
    public async ValueTask InsertAsync(IReadOnlyCollection<MintedKey> minted, bool async, CancellationToken cancellationToken)
    {
        if (!await TryInsertAsync(minted, async, cancellationToken).ConfigureAwait(false))
        {
            throw KeyStoreErrors.Contended();
        }
    }

    /// <summary>Writes changes, all or none.</summary>
    /// <returns>Whether nobody else was first.</returns>
    public ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        => _store.TryApplyAsync(changes, async, cancellationToken);

    /// <summary>Writes changed rows.</summary>
    /// <exception cref="InvalidOperationException">Somebody else has changed one of them since it was read.</exception>
    public async ValueTask ApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
    {
        if (!await _store.TryApplyAsync(changes, async, cancellationToken).ConfigureAwait(false))
        {
            throw KeyStoreErrors.Contended();
        }
    }

    public void Dispose() => _store.Dispose();

    private bool IsDestroyed(KeyId kid)
        => _destroyed.Contains(kid) || (_keyring.Exemption is null && runtime.Ledger?.Index.IsDestroyed(kid) == true);

    private async ValueTask<Realm?> ReadRealmAsync(bool async, CancellationToken cancellationToken)
    {
        var epochs = await _store.EpochsAsync(async, cancellationToken).ConfigureAwait(false);
        if (_keyring.Realm.FindUncommitted() is { } own && RealmLoader.Covers(own, epochs))
        {
            return _realm = own;
        }

        return _realm = await RealmLoader.LoadAsync(
            runtime, runtime.KeyStore.IdentityFor(context), _store, epochs, async, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<KeyRow>> FollowAsync(
        Func<ValueTask<IReadOnlyList<KeyRow>>> read, bool async, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var rows = await read().ConfigureAwait(false);
            if (attempt == Attempts || _realm is null || rows.All(_realm.CanTell))
            {
                return rows;
            }

            await FindRealmAsync(async, cancellationToken).ConfigureAwait(false);
            if (rows.All(_realm.CanTell))
            {
                return rows;
            }
        }
    }

    private ValueTask<bool> TryInsertAsync(IReadOnlyCollection<MintedKey> minted, bool async, CancellationToken cancellationToken)
        => minted.Count == 0
            ? new ValueTask<bool>(true)
            : _store.TryApplyAsync(new KeyStoreChanges { NewKeys = [.. minted.Select(key => key.Row)] }, async, cancellationToken);

    private async ValueTask<bool> HasChoicesAsync(bool async, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        return await ChoiceTablesConvention.HasChoicesAsync(tables, async, cancellationToken).ConfigureAwait(false);
    }
}
