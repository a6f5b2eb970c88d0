using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Rotates the index root of one key store. Every step looks at what is there before it, and can be stopped and repeated.</summary>
/// <remarks>
/// The states of the roots say where it stands: a provisional root is being filled; an active one beside one that only opens was put in
/// force; one that is to be shredded is losing its tags. Between two steps lies the time in which every process and every transaction
/// has seen the first of them.
/// </remarks>
internal sealed class IndexRotator(DbContext context, GdprRuntime runtime, IKeyStoreSession store)
{
    private const string Name = "index";

    private readonly RotationJournal _journal = new(context, runtime, Name);
    private readonly TimeSpan _wait = runtime.Options.KeyRotation.MaximumTransactionAge + runtime.KeyStore.LongestUse(runtime.Options.KeyCache.LeaseDuration);
    private long _tagged;
    private long _remaining;
    private long _refused;

    /// <param name="begin">Whether to begin a rotation where none is under way.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    public async Task<IndexRotation?> RunAsync(bool begin, CancellationToken cancellationToken)
    {
        var roots = await ReadAsync(cancellationToken).ConfigureAwait(false);
        if (roots is null)
        {
            return null;
        }

        if (!runtime.Options.PreparesIndexRotation && (begin || IsUnderWay(roots)))
        {
            throw KeyStoreErrors.IndexNotPrepared();
        }

        if (begin && !IsUnderWay(roots))
        {
            // Where somebody else was first, theirs is gone on with.
            TaggedColumn.Of(context.Model);
            await TryApplyAsync(new KeyStoreChanges { NewRoots = [roots.Realm.MintIndexRoot(roots.Rows)] }, cancellationToken).ConfigureAwait(false);
            roots = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        var connection = await OpenConnection.HoldAsync(context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            while (IsUnderWay(roots!) && await StepAsync(roots!, cancellationToken).ConfigureAwait(false))
            {
                roots = await ReadAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        return await DescribeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells how far it has come; null in a store without keys.</summary>
    public async Task<IndexRotation?> DescribeAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken).ConfigureAwait(false) is not { } roots)
        {
            return null;
        }

        var row = IsUnderWay(roots) ? await _journal.FindAsync(cancellationToken).ConfigureAwait(false) : null;
        var newest = roots.Rows.Where(root => root.State is KeyState.Provisional or KeyState.Active).MaxBy(root => root.Version)!;
        return new IndexRotation
        {
            Version = newest.Version,
            Tagged = _tagged,
            Remaining = _remaining,
            Refused = _refused,
            IsInForce = newest.State == KeyState.Active,
            IsComplete = !IsUnderWay(roots),
            ContinueFrom = row is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.Since) + _wait,
        };
    }

    private static bool IsUnderWay(Roots roots) => roots.Rows.Any(row => row.State is not (KeyState.Active or KeyState.Shredded));

    /// <returns>Whether there is more to do now.</returns>
    private async Task<bool> StepAsync(Roots roots, CancellationToken cancellationToken)
    {
        var root = roots.Rows.Where(row => row.State is not (KeyState.Active or KeyState.Shredded)).MinBy(row => row.Version)!;
        var row = await _journal.BeginAsync($"{root.Version}:{root.State}", cancellationToken).ConfigureAwait(false);
        if (DateTimeOffset.FromUnixTimeMilliseconds(row.Since) + _wait > runtime.Time.GetUtcNow())
        {
            return false;
        }

        return root.State switch
        {
            KeyState.Provisional => await FillAsync(roots, root, row, cancellationToken).ConfigureAwait(false)
                && await PutInForceAsync(roots, root, cancellationToken).ConfigureAwait(false),
            KeyState.DecryptOnly => await TryApplyAsync(Change(roots, root, KeyState.ShredRequested), cancellationToken).ConfigureAwait(false),
            _ => await DestroyAsync(roots, root, row, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<bool> FillAsync(Roots roots, RootRow root, RotationRow row, CancellationToken cancellationToken)
    {
        var next = roots.Realm.Index.Open.Single(open => open.Root.Version == root.Version).Root;
        var filler = new IndexFiller(context, runtime, next);
        var isFilled = await filler.RunAsync(_journal, row, cancellationToken).ConfigureAwait(false);
        (_tagged, _remaining, _refused) = (_tagged + filler.Tagged, filler.Remaining, filler.Refused);
        return isFilled;
    }

    private Task<bool> PutInForceAsync(Roots roots, RootRow next, CancellationToken cancellationToken)
    {
        var before = roots.Rows.Single(row => row.State == KeyState.Active);
        var changes = new KeyStoreChanges
        {
            Roots = [roots.Realm.ChangeState(next, KeyState.Active), roots.Realm.ChangeState(before, KeyState.DecryptOnly)],
        };
        return TryApplyAsync(changes, cancellationToken);
    }

    private async Task<bool> DestroyAsync(Roots roots, RootRow root, RotationRow row, CancellationToken cancellationToken)
    {
        foreach (var column in TaggedColumn.Of(context.Model))
        {
            var tags = new TaggedRows(context, column, IndexRoots.SlotOf(root.Version), runtime.Options.KeyRotation.BatchSize);
            while (await tags.ClearAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        // Where somebody else was first, the root is read again.
        if (await TryApplyAsync(Change(roots, root, KeyState.Shredded), cancellationToken).ConfigureAwait(false))
        {
            await _journal.EndAsync(row, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static KeyStoreChanges Change(Roots roots, RootRow root, KeyState next)
        => new() { Roots = [roots.Realm.ChangeState(root, next)] };

    private async Task<bool> TryApplyAsync(KeyStoreChanges changes, CancellationToken cancellationToken)
    {
        await store.TryApplyAsync(changes, async: true, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<Roots?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await LoadRealmAsync(cancellationToken).ConfigureAwait(false) is not { } realm)
        {
            return null;
        }

        (realm, var rows) = await IndexFollower
            .FollowAsync(realm, () => LoadRealmAsync(cancellationToken), store, runtime.Time, async: true, cancellationToken)
            .ConfigureAwait(false);
        return new Roots(realm, [.. rows.Where(row => row.Kind == RootKind.Index)]);
    }

    private async ValueTask<Realm?> LoadRealmAsync(CancellationToken cancellationToken) => await RealmLoader.LoadAsync(
        runtime,
        runtime.KeyStore.IdentityFor(context),
        store,
        await store.EpochsAsync(async: true, cancellationToken).ConfigureAwait(false),
        async: true,
        cancellationToken).ConfigureAwait(false);

    private sealed record Roots(Realm Realm, IReadOnlyList<RootRow> Rows);
}
