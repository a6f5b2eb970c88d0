using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>What every key store has to do: reading.</summary>
public class KeyStoreTests
{
    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task An_empty_store_has_nothing(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);

        Assert.Empty(await store.ContentAsync());
        Assert.Empty(await store.FindAsync(Rows.Reference()));
        Assert.Empty(await store.FindAsync(KeyId.From(Rows.Key().Kid)));
        Assert.Empty(await store.AroundAsync(Rows.Key(), 10, 10));
        Assert.Empty(await store.CountByEpochAsync());
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task A_realm_is_read_as_it_was_written(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        EpochRow[] epochs = [Rows.Epoch(1, EpochState.Destroyed), Rows.Epoch(2, EpochState.Retired), Rows.Epoch(3)];
        RootRow[] roots = [Rows.Root(RootKind.Subject), Rows.Root(RootKind.Index), Rows.Root(RootKind.Index, 2), Rows.Root(RootKind.Suppression)];

        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { NewEpochs = epochs, NewRoots = roots }));

        Assert.Equal(epochs.Select(Rows.Text), (await store.EpochsAsync()).Select(Rows.Text));
        Assert.Equal(
            roots.OrderBy(row => row.Kind).ThenBy(row => row.Version).Select(Rows.Text), (await store.RootsAsync()).Select(Rows.Text));
    }

    [Theory]
    [OnEveryStore(KeyState.Provisional)]
    [OnEveryStore(KeyState.Active)]
    [OnEveryStore(KeyState.DecryptOnly)]
    [OnEveryStore(KeyState.ShredRequested)]
    [OnEveryStore(KeyState.Shredded)]
    [OnEveryPostgresStore(KeyState.Provisional)]
    [OnEveryPostgresStore(KeyState.Active)]
    [OnEveryPostgresStore(KeyState.DecryptOnly)]
    [OnEveryPostgresStore(KeyState.ShredRequested)]
    [OnEveryPostgresStore(KeyState.Shredded)]
    internal async Task A_key_is_read_as_it_was_written(StoreKind kind, bool async, KeyState state)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var key = Rows.Key(state: state);

        await store.InsertAsync(key);

        Assert.Equal(Rows.Text(key), Rows.Text(Assert.Single(await store.FindAsync(KeyId.From(key.Kid)))));
        Assert.Equal(Rows.Text(key), Rows.Text(Assert.Single(await store.PageAsync(0, 10))));
        Assert.Equal(state == KeyState.Provisional ? 0 : 1, (await store.FindAsync(key.SubjectRef ?? Rows.Reference())).Count);
    }

    [Theory]
    [OnEveryStore("")]
    [OnEveryStore("marketing")]
    [OnEveryStore("Marketing")]
    [OnEveryStore("vård och omsorg")]
    [OnEveryStore("' OR 1=1 --")]
    [OnEveryPostgresStore("")]
    [OnEveryPostgresStore("marketing")]
    [OnEveryPostgresStore("Marketing")]
    [OnEveryPostgresStore("vård och omsorg")]
    [OnEveryPostgresStore("' OR 1=1 --")]
    public async Task Groups_are_kept_to_the_letter(StoreKind kind, bool async, string group)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var reference = Rows.Reference();

        await store.InsertAsync(Rows.Key(reference, group), Rows.Key(reference, group + "2"), Rows.Key(reference, group.ToUpperInvariant() + "3"));

        Assert.Equal(
            [group, group + "2", group.ToUpperInvariant() + "3"],
            (await store.FindAsync(reference)).OrderBy(row => row.Position).Select(row => row.Group));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task All_keys_of_a_person_are_found_and_nobody_elses(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (ada, bob) = (Rows.Reference(), Rows.Reference());
        KeyRow[] adas = [Rows.Key(ada), Rows.Key(ada, version: 2), Rows.Key(ada, "marketing"), Rows.Key(ada, "medical", state: KeyState.Shredded)];
        await store.InsertAsync([.. adas, Rows.Key(bob), Rows.Key(state: KeyState.Provisional)]);

        Assert.Equal(Kids(adas), Kids(await store.FindAsync(ada)));
        Assert.Equal(5, (await store.FindAsync(ada, bob, Rows.Reference())).Count);
        Assert.Empty(await store.FindAsync(Array.Empty<byte[]>()));
    }

    [Theory]
    [OnEveryStore(999)]
    [OnEveryStore(1000)]
    [OnEveryStore(1001)]
    [OnEveryStore(2100)]
    [OnEveryPostgresStore(999)]
    [OnEveryPostgresStore(1000)]
    [OnEveryPostgresStore(1001)]
    [OnEveryPostgresStore(2100)]
    public async Task Many_keys_are_found_at_once(StoreKind kind, bool async, int count)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var keys = Rows.Keys(count);
        await store.InsertAsync(keys);

        Assert.Equal(Kids(keys), Kids(await store.FindAsync([.. keys.Select(row => row.SubjectRef!)])));
        Assert.Equal(Kids(keys), Kids(await store.FindAsync([.. keys.Select(row => KeyId.From(row.Kid))])));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Positions_rise_in_the_order_of_insertion(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var keys = Rows.Keys(6);
        await store.InsertAsync(keys[..3]);
        await store.InsertAsync(keys[3..]);

        Assert.All(keys, row => Assert.True(row.Position > 0));
        Assert.Equal(keys.Select(Rows.Text), (await store.PageAsync(0, 100)).Select(Rows.Text));
        Assert.Equal(keys.Select(row => row.Position).Order(), keys.Select(row => row.Position));
    }

    [Theory]
    [OnEveryStore(0, 0, 5, 5)]
    [OnEveryStore(2, 0, 3, 5)]
    [OnEveryStore(0, 3, 5, 8)]
    [OnEveryStore(1, 1, 4, 6)]
    [OnEveryStore(100, 0, 0, 5)]
    [OnEveryStore(0, 100, 5, 9)]
    [OnEveryPostgresStore(0, 0, 5, 5)]
    [OnEveryPostgresStore(2, 0, 3, 5)]
    [OnEveryPostgresStore(0, 3, 5, 8)]
    [OnEveryPostgresStore(1, 1, 4, 6)]
    [OnEveryPostgresStore(100, 0, 0, 5)]
    [OnEveryPostgresStore(0, 100, 5, 9)]
    public async Task A_key_comes_with_its_neighbours(StoreKind kind, bool async, int before, int after, int first, int last)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var keys = Rows.Keys(10);
        await store.InsertAsync(keys);

        var found = await store.AroundAsync(keys[5], before, after);

        Assert.Equal(keys[first..(last + 1)].Select(Rows.Text), found.Select(Rows.Text));
    }

    [Theory]
    [OnEveryStore(1)]
    [OnEveryStore(3)]
    [OnEveryStore(10)]
    [OnEveryStore(11)]
    [OnEveryPostgresStore(1)]
    [OnEveryPostgresStore(3)]
    [OnEveryPostgresStore(10)]
    [OnEveryPostgresStore(11)]
    public async Task Pages_give_every_key_once(StoreKind kind, bool async, int size)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var keys = Rows.Keys(10);
        await store.InsertAsync(keys);

        var read = new List<KeyRow>();
        while (await store.PageAsync(read.Count == 0 ? 0 : read[^1].Position, size) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= size);
            read.AddRange(page);
        }

        Assert.Equal(keys.Select(Rows.Text), read.Select(Rows.Text));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Keys_and_roots_are_counted_by_epoch(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        await store.TryApplyAsync(new KeyStoreChanges
        {
            NewRoots = [Rows.Root(RootKind.Index), Rows.Root(RootKind.Subject)],
            NewKeys = [Rows.Key(), Rows.Key(epoch: 2), Rows.Key(epoch: 2, state: KeyState.Shredded), Rows.Key(epoch: 7)],
        });

        var counts = await store.CountByEpochAsync();

        Assert.Equal([(1, 3L), (2, 2L), (7, 1L)], counts.OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
    }

    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Changing_a_row_in_memory_changes_nothing_in_the_store(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var key = Rows.Key();
        await store.InsertAsync(key);
        var content = await store.ContentAsync();

        key.Wrapped![0] ^= 1;
        (await store.FindAsync(key.SubjectRef!))[0].RowMac[0] ^= 1;
        (await store.FindAsync(key.SubjectRef!))[0].State = KeyState.Shredded;
        (await store.PageAsync(0, 1))[0].Group = "other";

        Assert.Equal(content, await store.ContentAsync());
    }

    private static IEnumerable<string> Kids(IEnumerable<KeyRow> rows) => rows.Select(row => Convert.ToHexString(row.Kid)).Order(StringComparer.Ordinal);
}
