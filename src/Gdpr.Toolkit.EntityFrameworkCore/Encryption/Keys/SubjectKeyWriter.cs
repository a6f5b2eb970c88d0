using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and writes key rows on a context's own connection and in its transaction.</summary>
/// <remarks>
/// Keys are made in the transaction of the data that they encrypt, so that neither exists without the other; and they are
/// always read from the database before something is sealed, so that no value is written under a key that is not there.
/// </remarks>
internal sealed class SubjectKeyWriter(DbContext context, GdprRuntime runtime) : IDisposable
{
    private const int Attempts = 4;
    private const int Chunk = 500;

    private readonly SubjectKeyring _keyring = context.GetService<SubjectKeyring>();
    private KeyTablesContext _tables = KeyTables.OpenOnConnectionOf(context);

    /// <summary>Goes on in the transaction that the context has begun meanwhile.</summary>
    public void JoinTransaction()
    {
        _tables.Dispose();
        _tables = KeyTables.OpenOnConnectionOf(context);
    }

    public async ValueTask<Realm?> FindRealmAsync(bool async, CancellationToken cancellationToken)
    {
        var epochs = await ListAsync(_tables.Epochs.AsNoTracking(), async, cancellationToken).ConfigureAwait(false);
        if (epochs.Count > 0 && RealmLoader.Reusable(_keyring.FindUncommittedRealm(), epochs) is { } own)
        {
            return own;
        }

        var roots = epochs.Count == 0
            ? []
            : await ListAsync(_tables.Roots.AsNoTracking(), async, cancellationToken).ConfigureAwait(false);
        return RealmLoader.Open(runtime, KeyTables.DatabaseOf(context), epochs, () => roots);
    }

    /// <summary>Makes the database's realm, or takes the one that somebody else made in the same moment.</summary>
    /// <exception cref="InvalidOperationException">The database holds choices of people, whose keys are gone.</exception>
    public async ValueTask<Realm> CreateRealmAsync(bool async, CancellationToken cancellationToken)
    {
        if (await ChoiceTablesConvention.HasChoicesAsync(_tables, async, cancellationToken).ConfigureAwait(false))
        {
            // Somebody else's, who was first; or those of keys that are gone, and new keys would forget every objection.
            return await FindRealmAsync(async, cancellationToken).ConfigureAwait(false) ?? throw ConsentErrors.KeysLost();
        }

        var rows = runtime.RealmFactory.Create();
        _tables.AddRange(rows.Epochs);
        _tables.AddRange(rows.Roots);
        try
        {
            await SaveAsync(async, cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            _tables.ChangeTracker.Clear();
            if (await FindRealmAsync(async, cancellationToken).ConfigureAwait(false) is { } theirs)
            {
                return theirs;
            }

            throw;
        }

        _tables.ChangeTracker.Clear();
        var realm = runtime.RealmFactory.Open(new RealmRows(rows.Epochs, rows.Roots));
        _keyring.UseUncommitted(realm);
        return realm;
    }

    /// <summary>Finds all key rows of people, tombstones included, tracked so that they can be changed.</summary>
    public async ValueTask<List<KeyRow>> FindAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        var rows = new List<KeyRow>();
        foreach (var chunk in subjectReferences.Chunk(Chunk))
        {
            rows.AddRange(await ListAsync(
                _tables.Keys.Where(row => chunk.Contains(row.SubjectRef)), async, cancellationToken).ConfigureAwait(false));
        }

        return rows;
    }

    /// <summary>Stores new keys of people who have none yet; where somebody else was first, returns theirs instead.</summary>
    /// <returns>The rows that are in the database now, and the keys of those that were made here.</returns>
    public async ValueTask<(List<KeyRow> Rows, List<SubjectKey> Minted)> MintAsync(
        Realm realm, IReadOnlyCollection<byte[]> subjectReferences, string group, bool async, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var existing = await FindAsync(subjectReferences, async, cancellationToken).ConfigureAwait(false);
            var present = existing.Where(row => row.Group == group).Select(row => Convert.ToHexString(row.SubjectRef!)).ToHashSet();
            // In one order for everybody, so that two that make keys for the same people do not wait for each other.
            var minted = subjectReferences
                .Where(reference => !present.Contains(Convert.ToHexString(reference)))
                .OrderBy(Convert.ToHexString, StringComparer.Ordinal)
                .Select(reference => realm.Mint(reference, group, version: 1))
                .ToList();
            try
            {
                await InsertAsync(minted, async, cancellationToken).ConfigureAwait(false);
                return ([.. existing, .. minted.Select(key => key.Row)], [.. minted.Select(key => key.Key)]);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                foreach (var key in minted)
                {
                    key.Key.Destroy();
                    _tables.Entry(key.Row).State = EntityState.Detached;
                }
            }
        }
    }

    /// <summary>Stores new keys.</summary>
    public async ValueTask InsertAsync(IReadOnlyCollection<MintedKey> minted, bool async, CancellationToken cancellationToken)
    {
        _tables.AddRange(minted.Select(key => key.Row));
        _tables.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await SaveAsync(async, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _tables.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Saves what was changed in rows that came from here.</summary>
    public async ValueTask SaveAsync(bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            await _tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _tables.SaveChanges();
        }
    }

    public void Dispose() => _tables.Dispose();

    private static async ValueTask<List<T>> ListAsync<T>(IQueryable<T> query, bool async, CancellationToken cancellationToken)
        => async ? await query.ToListAsync(cancellationToken).ConfigureAwait(false) : [.. query];
}
