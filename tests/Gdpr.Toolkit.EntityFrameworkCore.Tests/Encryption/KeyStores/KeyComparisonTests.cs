using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>What every key store has to do: comparing keys with what is known of them.</summary>
public class KeyComparisonTests
{
    [Theory]
    [OnEveryStore]
    [OnEveryPostgresStore]
    public async Task Keys_that_are_as_they_are_known_have_not_changed(StoreKind kind, bool async)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (ada, bob) = (Rows.Reference(), Rows.Reference());
        KeyRow[] keys = [Rows.Key(), Rows.Key(ada, version: 2), Rows.Key(bob)];
        await store.InsertAsync(
            [.. keys, Rows.Key(ada, state: KeyState.DecryptOnly), Rows.Key(bob, "marketing", version: 7), Rows.Key(bob, "medical", state: KeyState.Shredded)]);

        Assert.Empty(await store.ChangedAsync("", [.. keys.Select(Known)]));
        Assert.Empty(await store.ChangedAsync("", []));
    }

    [Theory]
    [OnEveryStore("")]
    [OnEveryStore("vård och omsorg")]
    [OnEveryPostgresStore("")]
    [OnEveryPostgresStore("vård och omsorg")]
    public async Task Every_other_key_has_changed(StoreKind kind, bool async, string group)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var (same, newer, missing, elsewhere) = (
            Rows.Key(group: group), Rows.Key(group: group), Rows.Key(group: group), Rows.Key(group: group + "2"));
        KeyRow[] ended = [.. Enum.GetValues<KeyState>().Except([KeyState.Active, KeyState.Provisional]).Select(state => Rows.Key(group: group, state: state))];
        await store.InsertAsync([same, newer, elsewhere, Rows.Key(newer.SubjectRef, group, version: 2), .. ended]);
        KnownKey[] others =
        [
            Known(same) with { Kid = KeyId.From(Rows.Key().Kid) },
            Known(same) with { Mac = Rows.Reference() },
            Known(same) with { SubjectRef = Rows.Reference() },
            Known(same) with { Version = 2 },
            Known(newer),
            Known(missing),
            Known(elsewhere),
            .. ended.Select(Known),
        ];

        var changed = await store.ChangedAsync(group, [Known(same), .. others, Known(same)]);

        Assert.Equal(Enumerable.Range(1, others.Length), changed.Distinct().Order());
    }

    [Theory]
    [OnEveryStore(999)]
    [OnEveryStore(1000)]
    [OnEveryStore(2001)]
    [OnEveryPostgresStore(999)]
    [OnEveryPostgresStore(1000)]
    [OnEveryPostgresStore(2001)]
    public async Task Many_keys_are_compared_at_once(StoreKind kind, bool async, int count)
    {
        await using var store = await StoreUnderTest.StartAsync(kind, async);
        var keys = Rows.Keys(count);
        await store.InsertAsync(keys);
        var last = keys[^1];
        Assert.True(await store.TryApplyAsync(new KeyStoreChanges { Keys = [Rows.Change(last, row => row.State = KeyState.DecryptOnly)] }));
        var first = Known(keys[0]) with { Version = 3 };

        var changed = await store.ChangedAsync("", [first, .. keys[1..].Select(Known)]);

        Assert.Equal([0, count - 1], changed.Order());
    }

    private static KnownKey Known(KeyRow row) => new(row.SubjectRef!, KeyId.From(row.Kid), row.Version, row.RowMac);
}
