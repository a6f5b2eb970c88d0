using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class ReadAheadTests
{
    private const int People = 1_000;

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Reading_people_in_either_order_costs_few_look_ups_and_none_when_warm(TestDatabase database, bool descending)
    {
        await using var host = await StartAsync(database, capacity: 10_000);
        await using var cold = host.StartAnother();

        var first = await CountLookUpsAsync(cold, people => descending ? people.OrderByDescending(row => row.Id) : people.OrderBy(row => row.Id));
        var second = await CountLookUpsAsync(cold, people => people.OrderBy(row => row.Id));

        Assert.Equal(People, first.Rows);
        Assert.InRange(first.LookUps, 1, 20);
        Assert.Equal((People, 0), (second.Rows, second.LookUps));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Scattered_people_cost_a_small_look_up_each(TestDatabase database)
    {
        await using var host = await StartAsync(database, capacity: 10_000);
        await using var cold = host.StartAnother();
        int[] ids = [.. Enumerable.Range(0, 20).Select(i => 1 + (i * 377 % 1_000))];

        var total = 0;
        foreach (var id in ids)
        {
            var (rows, lookUps) = await CountLookUpsAsync(cold, people => people.Where(row => row.Id == id));
            Assert.Equal(1, rows);
            total += lookUps;
        }

        await using var scope = cold.NewScope();
        var runtime = GdprRuntime.Of(scope.Context.GetService<IDbContextOptions>());
        Assert.InRange(total, 1, 20);
        Assert.InRange(runtime.Keys.Count, 20, 40);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_cache_that_is_smaller_than_the_result_still_reads_everything(TestDatabase database)
    {
        await using var host = await StartAsync(database, capacity: 20);
        await using var cold = host.StartAnother(options => options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.Capacity = 20));

        var (rows, lookUps) = await CountLookUpsAsync(cold, people => people.OrderBy(row => row.Id));

        Assert.Equal(People, rows);
        Assert.InRange(lookUps, 1, 300);
    }

    [Fact]
    public void The_window_doubles_while_misses_are_neighbours_and_starts_over_after_a_jump()
    {
        var readAhead = new KeyReadAhead(limit: 2_500);
        var windows = new List<int>();
        var position = 1L;
        for (var i = 0; i < 12; i++)
        {
            windows.Add(readAhead.Window);
            readAhead.Loaded(position, position, position + readAhead.Reach.After);
            position += windows[^1];
        }

        Assert.Equal([1, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 512], windows);
        readAhead.Loaded(missed: 50_000, first: 50_000, last: 50_511);
        Assert.Equal(1, readAhead.Window);
    }

    [Fact]
    public async Task A_key_that_was_read_before_an_erasure_is_not_kept_after_it()
    {
        await using var host = await StartAsync(TestDatabase.Sqlite, capacity: 10_000);
        await using var cold = host.StartAnother();
        await using var scope = cold.NewScope();
        var keys = GdprRuntime.Of(scope.Context.GetService<IDbContextOptions>()).Keys;
        var realm = scope.Context.GetService<SubjectKeyring>().Realm.Find()!;
        var row = await scope.Context.Set<KeyRow>().AsNoTracking().FirstAsync();
        var kid = KeyId.From(row.Kid);
        var removals = keys.Removals;

        keys.Remove(kid);
        keys.AddUnlessRemoved(realm.Unwrap(row), removals);
        Assert.Null(keys.TryGet(kid));

        keys.AddUnlessRemoved(realm.Unwrap(row), keys.Removals);
        Assert.NotNull(keys.TryGet(kid));
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, int capacity)
    {
        var host = await TestHost<NotesContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.Capacity = capacity));
        await using var scope = host.NewScope();
        scope.Context.AddRange(Enumerable.Range(0, People).Select(i => new Person { Name = $"n{i}" }));
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task<(int Rows, int LookUps)> CountLookUpsAsync(
        TestHost<NotesContext> host, Func<IQueryable<Person>, IQueryable<Person>> select)
    {
        await using var scope = host.NewScope();
        var rows = (await select(scope.Context.People.AsNoTracking()).ToListAsync()).Count;
        return (rows, scope.Context.GetService<SubjectKeyring>().LookUps);
    }
}
