using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Destroys keys so that no process can use them afterwards. Every step can be taken again, by whoever comes next.</summary>
/// <remarks>
/// First it is noted, in the erasure's own transaction, which keys have to go (<see cref="NoteAsync"/>). From then on nothing
/// stops it: every process is told, the time is waited for which a process may use a key without asking, and the wrapped key
/// is taken out of its row.
/// </remarks>
internal sealed class KeyDestruction(DbContext context, GdprRuntime runtime)
{
    private const int Attempts = 8;

    private readonly IKeyStore _store = runtime.KeyStore;

    /// <summary>Notes in the context's transaction that keys are to be destroyed.</summary>
    public async Task NoteAsync(Realm realm, IReadOnlyCollection<KeyRow> rows, CancellationToken cancellationToken)
    {
        if (_store.IsInApplicationDatabase)
        {
            using var session = _store.Open(context);
            var changes = new KeyStoreChanges { Keys = Request(realm, rows) };
            if (!await session.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false))
            {
                throw KeyStoreErrors.Contended();
            }
        }

        await NotedDestructions.AddAsync(context, [.. rows.Select(row => KeyId.From(row.Kid))], runtime, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Destroys every key that was noted in the context's database, by whichever process.</summary>
    /// <returns>How many were noted. Zero takes no time.</returns>
    public async Task<int> CompleteAsync(CancellationToken cancellationToken)
    {
        var kids = await NotedDestructions.ListAsync(context, cancellationToken).ConfigureAwait(false);
        if (kids.Count == 0)
        {
            return 0;
        }

        using var writer = new SubjectKeyWriter(context, runtime);
        var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false)
            ?? throw KeyStoreErrors.RealmGone();
        if (!_store.IsInApplicationDatabase)
        {
            await ChangeAsync(writer, kids, rows => RequestAndTell(realm, rows), cancellationToken).ConfigureAwait(false);
        }

        foreach (var kid in kids)
        {
            runtime.Keys.Remove(kid);
        }

        await Task.Delay(_store.LongestUse(runtime.Options.KeyCache.LeaseDuration), cancellationToken).ConfigureAwait(false);
        await ChangeAsync(writer, kids, rows => Shred(realm, rows), cancellationToken).ConfigureAwait(false);
        await NotedDestructions.RemoveAsync(context, kids, cancellationToken).ConfigureAwait(false);
        return kids.Count;
    }

    /// <summary>Leaves a tombstone for a person who has no keys in a store of its own, so that none are made for them.</summary>
    public async Task KeepFromReturningAsync(string subjectReference)
    {
        var reference = Convert.FromHexString(subjectReference);
        using var writer = new SubjectKeyWriter(context, runtime);
        var rows = await writer.FindAsync([reference], async: true, default).ConfigureAwait(false);
        if (rows.Any(row => row.Group == KeyGroups.Main))
        {
            return;
        }

        var realm = await writer.FindRealmAsync(async: true, default).ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
        var minted = realm.Mint(reference, KeyGroups.Main, version: 1);
        minted.Key.Destroy();
        realm.Shred(minted.Row);
        await writer.InsertAsync([minted], async: true, default).ConfigureAwait(false);
    }

    /// <summary>Applies changes to rows as they are now, again where somebody else was first.</summary>
    private static async Task ChangeAsync(
        SubjectKeyWriter writer, IReadOnlyCollection<KeyId> kids, Func<IReadOnlyCollection<KeyRow>, KeyStoreChanges> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var rows = await writer.FindAsync(kids, async: true, cancellationToken).ConfigureAwait(false);
            var changes = change(rows);
            if (changes.IsEmpty || await writer.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw KeyStoreErrors.Contended();
    }

    private static List<Changed<KeyRow>> Request(Realm realm, IReadOnlyCollection<KeyRow> rows)
        => [.. rows.Where(row => !row.State.IsEnding()).Select(row => realm.ChangeState(row, KeyState.ShredRequested))];

    private KeyStoreChanges RequestAndTell(Realm realm, IReadOnlyCollection<KeyRow> rows)
    {
        var requested = Request(realm, rows);
        return new KeyStoreChanges
        {
            Keys = requested,
            NewRevocations = [.. requested.Select(change => NotedDestructions.Row(KeyId.From(change.Row.Kid), runtime))],
        };
    }

    private KeyStoreChanges Shred(Realm realm, IReadOnlyCollection<KeyRow> rows)
    {
        var requested = rows.Where(row => row.State == KeyState.ShredRequested).ToList();
        return new KeyStoreChanges
        {
            Keys = [.. requested.Select(realm.Shred)],
            EndedRevocations = [.. requested.Select(row => NotedDestructions.Row(KeyId.From(row.Kid), runtime))],
        };
    }
}
