using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>What every key store has to do: writing all or nothing, and only over what was read.</summary>
public class KeyStoreWritingTests
{
    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Nothing_to_write_is_written(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges()));

        Assert.Empty(await store.ContentAsync());
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_second_realm_is_refused(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        Assert.True(await store.TryApplyAsync(Realm()));
        var content = await store.ContentAsync();

        Assert.False(await store.TryApplyAsync(Realm()));

        Assert.Equal(content, await store.ContentAsync());

        static KeyStoreChanges Realm() => new()
        {
            NewEpochs = [Rows.Epoch(1)],
            NewRoots = [Rows.Root(RootKind.Subject), Rows.Root(RootKind.Index), Rows.Root(RootKind.Suppression)],
        };
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_key_id_is_used_once(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var first = Rows.Key();
        await store.InsertAsync(first);
        var twin = Rows.Key();
        twin.Kid = first.Kid;

        await RefusedAsync(store, new KeyStoreChanges { NewKeys = [Rows.Key(), twin] });
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_person_has_one_key_per_group_and_version(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var reference = Rows.Reference();
        await store.InsertAsync(Rows.Key(reference), Rows.Key(reference, version: 2), Rows.Key(reference, "marketing"));

        await RefusedAsync(store, new KeyStoreChanges { NewKeys = [Rows.Key(), Rows.Key(reference)] });
        await RefusedAsync(store, new KeyStoreChanges { NewKeys = [Rows.Key(reference, version: 2, epoch: 9)] });
        await RefusedAsync(store, new KeyStoreChanges { NewKeys = [Rows.Key(reference, "marketing", state: KeyState.Shredded)] });
        Assert.True(await store.TryInsertAsync(Rows.Key(reference, "marketing", version: 2), Rows.Key(reference, version: 3)));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_tombstone_keeps_its_place(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var tombstone = Rows.Key(state: KeyState.Shredded);
        await store.InsertAsync(tombstone);

        await RefusedAsync(store, new KeyStoreChanges { NewKeys = [Rows.Key(tombstone.SubjectRef)] });
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Keys_of_nobody_do_not_stand_in_each_others_way(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);

        Assert.True(await store.TryInsertAsync(Rows.Key(state: KeyState.Provisional), Rows.Key(state: KeyState.Provisional)));
        Assert.True(await store.TryInsertAsync(Rows.Key(state: KeyState.Provisional)));

        Assert.Equal(3, (await store.PageAsync(0, 10)).Count);
    }

    [Theory]
    [OnEveryStore(KeyState.Provisional, KeyState.Active)]
    [OnEveryStore(KeyState.Provisional, KeyState.ShredRequested)]
    [OnEveryStore(KeyState.Active, KeyState.DecryptOnly)]
    [OnEveryStore(KeyState.Active, KeyState.ShredRequested)]
    [OnEveryStore(KeyState.DecryptOnly, KeyState.ShredRequested)]
    [OnEveryStore(KeyState.ShredRequested, KeyState.Shredded)]
    [OnEveryPostgresStore(KeyState.Provisional, KeyState.Active)]
    [OnEveryPostgresStore(KeyState.Provisional, KeyState.ShredRequested)]
    [OnEveryPostgresStore(KeyState.Active, KeyState.DecryptOnly)]
    [OnEveryPostgresStore(KeyState.Active, KeyState.ShredRequested)]
    [OnEveryPostgresStore(KeyState.DecryptOnly, KeyState.ShredRequested)]
    [OnEveryPostgresStore(KeyState.ShredRequested, KeyState.Shredded)]
    internal async Task A_key_changes_as_a_whole(StoreKind kind, bool async, KeyState from, KeyState to)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (key, other) = (Rows.Key(state: from), Rows.Key());
        await store.InsertAsync(key, other);
        var read = (await store.FindAsync(KeyId.From(key.Kid)))[0];

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges
        {
            Keys =
            [
                Rows.Change(read, row =>
                {
                    row.State = to;
                    row.SubjectRef ??= Rows.Reference();
                    row.Version = 4;
                    row.WrapEpoch = 8;
                    row.Wrapped = to == KeyState.Shredded ? null : Rows.Key().Wrapped;
                    row.Salt = Rows.Key().Salt;
                    row.NotAfter = 1_900_000_000_000;
                }),
            ],
        }));

        Assert.Equal([read, other], await store.PageAsync(0, 10), (expected, actual) => Rows.Text(expected) == Rows.Text(actual));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_change_of_a_row_that_somebody_else_has_changed_is_refused(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var key = Rows.Key();
        await store.InsertAsync(key);
        var (mine, theirs) = ((await store.FindAsync(key.SubjectRef!))[0], (await store.FindAsync(key.SubjectRef!))[0]);
        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { Keys = [Rows.Change(theirs, row => row.State = KeyState.ShredRequested)] }));

        await RefusedAsync(store, new KeyStoreChanges { Keys = [Rows.Change(mine, row => row.State = KeyState.DecryptOnly)] });
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_change_of_a_row_that_is_gone_is_refused(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var gone = Rows.Key();
        gone.Position = 4711;

        await RefusedAsync(store, new KeyStoreChanges { Keys = [Rows.Change(gone, row => row.State = KeyState.DecryptOnly)] });
        await RefusedAsync(store, new KeyStoreChanges { Keys = [Rows.Change(Rows.Key(), row => row.State = KeyState.DecryptOnly)] });
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task One_refused_change_takes_all_others_with_it(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (good, stale, taken) = (Rows.Key(), Rows.Key(), Rows.Key());
        await store.TryApplyAsync(new KeyStoreChanges
        {
            NewEpochs = [Rows.Epoch(1)],
            NewRoots = [Rows.Root(RootKind.Index)],
            NewKeys = [good, stale, taken],
        });

        await RefusedAsync(store, new KeyStoreChanges
        {
            NewKeys = [Rows.Key()],
            NewRevocations = [Rows.Revocation(good)],
            Keys = [await ChangeAsync(store, good), await ChangeAsync(store, stale) with { Stored = Rows.Reference() }],
        });
        await RefusedAsync(store, new KeyStoreChanges { Keys = [await ChangeAsync(store, good)], NewKeys = [Rows.Key(taken.SubjectRef)] });
        await RefusedAsync(store, new KeyStoreChanges { Keys = [await ChangeAsync(store, good)], NewEpochs = [Rows.Epoch(2), Rows.Epoch(1)] });
        await RefusedAsync(store, new KeyStoreChanges { Keys = [await ChangeAsync(store, good)], NewRoots = [Rows.Root(RootKind.Index)] });
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task An_epoch_follows_another_in_one_step(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var first = Rows.Epoch(1);
        await store.TryApplyAsync(new KeyStoreChanges { NewEpochs = [first] });
        var stored = first.Signature;
        var retired = Rows.Epoch(1, EpochState.Retired);

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { NewEpochs = [Rows.Epoch(2)], Epochs = [new(retired, stored)] }));
        await RefusedAsync(store, new KeyStoreChanges { NewEpochs = [Rows.Epoch(3)], Epochs = [new(Rows.Epoch(1), stored)] });
        await RefusedAsync(store, new KeyStoreChanges { NewEpochs = [Rows.Epoch(2)] });

        Assert.Equal([EpochState.Retired, EpochState.Active], (await store.EpochsAsync()).Select(row => row.State));
        Assert.Equal(Rows.Text(retired), Rows.Text((await store.EpochsAsync())[0]));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_root_is_changed_only_over_what_was_read(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var root = Rows.Root(RootKind.Index);
        await store.TryApplyAsync(new KeyStoreChanges { NewRoots = [root] });
        var changed = Rows.Root(RootKind.Index);

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { Roots = [new(changed, root.RowMac)], NewRoots = [Rows.Root(RootKind.Index, 2)] }));
        await RefusedAsync(store, new KeyStoreChanges { Roots = [new(Rows.Root(RootKind.Index), root.RowMac)] });
        await RefusedAsync(store, new KeyStoreChanges { Roots = [new(Rows.Root(RootKind.Subject), root.RowMac)] });

        Assert.Equal(Rows.Text(changed), Rows.Text((await store.RootsAsync())[0]));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_revocation_begins_and_ends(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (key, other) = (Rows.Key(), Rows.Key());
        var (revocation, another) = (Rows.Revocation(key), Rows.Revocation(other));
        await store.InsertAsync(key, other);

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { NewRevocations = [revocation, another] }));
        Assert.Equal(2, (await store.RevocationsAsync()).Count);
        await RefusedAsync(store, new KeyStoreChanges { NewRevocations = [Rows.Revocation(key)] });
        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { EndedRevocations = [revocation] }));

        Assert.Equal(Rows.Text(another), Rows.Text(Assert.Single(await store.RevocationsAsync())));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_revocation_that_is_gone_does_not_keep_a_key_from_being_destroyed(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var key = Rows.Key(state: KeyState.ShredRequested);
        await store.InsertAsync(key);

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges
        {
            Keys = [Rows.Change(key, row => row.State = KeyState.Shredded)],
            EndedRevocations = [Rows.Revocation(key)],
        }));

        Assert.Equal(KeyState.Shredded, (await store.FindAsync(key.SubjectRef!))[0].State);
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Of_many_who_make_a_persons_key_one_succeeds(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var reference = Rows.Reference();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.TryInsertAsync(Rows.Key(), Rows.Key(reference)))));

        Assert.Single(results, won => won);
        Assert.Equal(2, (await store.PageAsync(0, 100)).Count);
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Of_many_who_change_a_key_one_succeeds(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var key = Rows.Key();
        await store.InsertAsync(key);
        var changes = new List<Changed<KeyRow>>();
        for (var i = 0; i < 16; i++)
        {
            changes.Add(await ChangeAsync(store, key));
        }

        var results = await Task.WhenAll(changes.Select(change => Task.Run(() => store.TryApplyAsync(new KeyStoreChanges { Keys = [change] }))));

        var winner = changes[Array.IndexOf(results, true)];
        Assert.Single(results, won => won);
        Assert.Equal(Rows.Text(winner.Row), Rows.Text((await store.FindAsync(key.SubjectRef!))[0]));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task What_was_cancelled_is_not_written(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.TryApplyAsync(new KeyStoreChanges { NewKeys = [Rows.Key()] }, cancelled.Token));

        Assert.Empty(await store.ContentAsync());
    }

    private static async Task<Changed<KeyRow>> ChangeAsync(StoreUnderTest store, KeyRow key)
        => Rows.Change((await store.FindAsync(KeyId.From(key.Kid)))[0], row => row.State = KeyState.DecryptOnly);

    private static async Task RefusedAsync(StoreUnderTest store, KeyStoreChanges changes)
    {
        var content = await store.ContentAsync();
        Assert.False(await store.TryApplyAsync(changes));
        Assert.Equal(content, await store.ContentAsync());
    }
}
