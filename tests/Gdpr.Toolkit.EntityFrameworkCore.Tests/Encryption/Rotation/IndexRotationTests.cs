using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>The root of blind indexes is rotated while people are searched for and saved.</summary>
public class IndexRotationTests
{
    private const int People = IndexRotationHost.People;
    private const int MostTurns = 1_000;

    private static readonly TimeSpan Later = TimeSpan.FromHours(2);

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Everybody_is_found_in_every_step_by_every_process(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await IndexRotationHost.StartAsync(database, ownKeyDatabase);
        await using var other = host.StartAnother();
        await RequireAllAsync();

        var begun = await host.RotateAsync();
        Assert.Equal((2, false, false), (begun.Version, begun.IsInForce, begun.IsComplete));
        Assert.Equal((People, 0), await host.TagsAsync());
        await RequireAllAsync();

        host.Clock.Advance(Later);
        await RequireAllAsync();
        var filled = await host.RotateAsync();
        // Two searchable values of each account, and those of its two logins.
        Assert.Equal((4L * People, 0L, 0L, true, false), (filled.Tagged, filled.Remaining, filled.Refused, filled.IsInForce, filled.IsComplete));
        Assert.Equal((People, People), await host.TagsAsync());
        await RequireAllAsync();

        host.Clock.Advance(Later);
        await RequireAllAsync();
        Assert.False((await host.RotateAsync()).IsComplete);
        Assert.Equal((People, People), await host.TagsAsync());
        await RequireAllAsync();

        host.Clock.Advance(Later);
        await RequireAllAsync();
        var ended = await host.RotateAsync();
        Assert.Equal((2, true, true, null), (ended.Version, ended.IsInForce, ended.IsComplete, ended.ContinueFrom));
        Assert.Equal((0, People), await host.TagsAsync());
        await RequireAllAsync();
        var roots = await host.RootsAsync();
        Assert.Equal([KeyState.Shredded, KeyState.Active], roots.Select(root => root.State));
        Assert.Null(roots[0].Wrapped);

        Assert.Equal(3, (await host.FinishAsync()).Version);
        Assert.Equal((People, 0), await host.TagsAsync());
        await RequireAllAsync();
        await using var fresh = host.StartAnother();
        await IndexRotationHost.RequireSearchableAsync(fresh);

        async Task RequireAllAsync()
        {
            foreach (var process in new[] { host.Host, other })
            {
                await IndexRotationHost.RequireSearchableAsync(process);
                await IndexRotationHost.RequireUniqueAsync(process);
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_saved_meanwhile_by_another_process_is_found_in_every_step(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await using var other = host.StartAnother();
        var saved = new List<string>();
        await SaveAndFindAsync();
        var turns = 0;
        for (var done = false; !done;)
        {
            Assert.InRange(++turns, 1, MostTurns);
            done = (await host.RotateAsync()).IsComplete;
            // The other process has used no query since, so that only its saves can have told it.
            await SaveAndFindAsync();
            host.Clock.Advance(Later);
            await SaveAndFindAsync();
        }

        Assert.Equal((0L, 9), ((await host.TagsAsync()).First, saved.Count));

        async Task SaveAndFindAsync()
        {
            await using (var scope = other.NewScope())
            {
                var name = $"edit{saved.Count}@example.com";
                scope.Context.Add(new Account { Email = name });
                (await scope.Context.Accounts.OrderBy(account => account.Id).FirstAsync()).Email = $"first-{name}";
                await scope.Context.SaveChangesAsync();
                saved.Add(name);
            }

            var first = $"first-{saved[^1]}";
            foreach (var process in new[] { host.Host, other })
            {
                await using var scope = process.NewScope();
                Assert.Equal(saved.Count, await scope.Context.Accounts.CountAsync(account => saved.Contains(account.Email!)));
                Assert.Equal(1, await scope.Context.Accounts.CountAsync(account => account.Email == first));
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_tag_that_a_process_has_left_which_did_not_know_is_mended(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();
        await ChangeAsync(host.Host, 1, "old@example.com");
        await ChangeAsync(host.Host, 2, "person1@example.com");
        // As after a save that did not know of the second column: the tag of the value before is left in it.
        await host.Host.ExecuteRawAsync("""UPDATE "Logins" SET "DeviceIndexNext" = '\x00'::bytea""".Replace("'\\x00'::bytea", database == TestDatabase.Sqlite ? "x'00'" : "'\\x00'::bytea", StringComparison.Ordinal));
        await host.Host.ExecuteRawAsync("""UPDATE "Accounts" SET "SegmentIndexNext" = "EmailIndexNext" """);

        await host.FinishAsync();

        await using var scope = host.Host.NewScope();
        Assert.Equal(People / 2, await scope.Context.Accounts.CountAsync(account => account.Segment == 0));
        Assert.Equal(1, await scope.Context.Logins.CountAsync(login => login.Device == "phone 5"));
        Assert.Equal(1, await scope.Context.Accounts.CountAsync(account => account.Email == "old@example.com"));
        Assert.Equal(1, await scope.Context.Accounts.CountAsync(account => account.Email == "person1@example.com"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_unique_tag_that_another_row_has_kept_is_mended_by_the_next_pass(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();
        await ChangeAsync(host.Host, 5, "five@example.com");
        var tag = database == TestDatabase.Sqlite ? "hex(\"EmailIndexNext\")" : "encode(\"EmailIndexNext\", 'hex')";
        var five = (string)(await host.Host.RawAsync($"""SELECT {tag} FROM "Accounts" WHERE "Id" = 5"""))!;
        await ChangeAsync(host.Host, 5, "person5@example.com");
        await ChangeAsync(host.Host, 1, "five@example.com");
        // As if the change of the fifth, and then of the first, had been written by a process that did not know.
        await host.Host.ExecuteRawAsync("""UPDATE "Accounts" SET "EmailIndexNext" = NULL WHERE "Id" = 1""");
        var bytes = database == TestDatabase.Sqlite ? $"x'{five}'" : $"decode('{five}', 'hex')";
        await host.Host.ExecuteRawAsync($"""UPDATE "Accounts" SET "EmailIndexNext" = {bytes} WHERE "Id" = 5""");
        host.Clock.Advance(Later);

        var first = await host.RotateAsync();

        Assert.Equal((1L, 0L, false), (first.Remaining, first.Refused, first.IsInForce));
        Assert.True((await host.RotateAsync()).IsInForce);
        await using var scope = host.Host.NewScope();
        Assert.Equal(1, await scope.Context.Accounts.Where(account => account.Email == "five@example.com").Select(account => account.Id).SingleAsync());
        Assert.Equal(5, await scope.Context.Accounts.Where(account => account.Email == "person5@example.com").Select(account => account.Id).SingleAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_compiled_query_of_a_replaced_root_is_refused_and_never_wrong(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        var compared = EF.CompileAsyncQuery((AccountsContext context, string email) => context.Accounts.Count(account => account.Email == email));
        var joined = EF.CompileAsyncQuery((AccountsContext context) => context.Logins
            .Join(context.Logins, one => one.Device, other => other.Device, (one, other) => one.AccountId).Count());
        await using (var scope = host.Host.NewScope())
        {
            Assert.Equal(2 * People, await joined(scope.Context));
            Assert.Equal(1, await compared(scope.Context, "person1@example.com"));
        }

        var states = new List<bool>();
        var turns = 0;
        for (var done = false; !done;)
        {
            Assert.InRange(++turns, 1, MostTurns);
            done = (await host.RotateAsync()).IsComplete;
            host.Clock.Advance(Later);
            await using var scope = host.Host.NewScope();
            var failure = await Record.ExceptionAsync(async () => Assert.Equal(2 * People, await joined(scope.Context)));
            var other = await Record.ExceptionAsync(async () => Assert.Equal(1, await compared(scope.Context, "person1@example.com")));
            Assert.True(failure is null or InvalidOperationException, failure?.ToString());
            Assert.Equal(failure?.Message, other?.Message);
            states.Add(failure is null);
        }

        Assert.Equal([true, true, false, false], states);
        await host.FinishAsync();
        await using var again = host.Host.NewScope();
        Assert.Equal(2 * People, await joined(again.Context));
        Assert.Equal(1, await compared(again.Context, "person1@example.com"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_the_second_column_nothing_begins_and_nothing_is_written_wrong(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await using var before = host.StartAnother(prepared: false);
        await IndexRotationHost.RequireSearchableAsync(before);
        var failure = await Assert.ThrowsAsync<NotSupportedException>(() => IndexRotationHost.RotateAsync(before));
        Assert.Contains("PrepareIndexRotation", failure.Message, StringComparison.Ordinal);
        Assert.Single(await host.RootsAsync());

        await host.FinishAsync();

        await using var after = host.StartAnother(prepared: false);
        await using var scope = after.NewScope();
        await Assert.ThrowsAsync<NotSupportedException>(() => scope.Context.Accounts.CountAsync(account => account.Email == "a@example.com"));
        scope.Context.Add(new Account { Email = "a@example.com" });
        await Assert.ThrowsAsync<NotSupportedException>(() => scope.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Cleared_tags_stay_cleared(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.Host.ExecuteRawAsync("""UPDATE "Accounts" SET "EmailIndex" = NULL WHERE "Id" = 3""");
        await host.RotateAsync();
        await using (var scope = host.Host.NewScope())
        {
            // The group's tags are in both columns by now, and go from both.
            (await scope.Context.Accounts.OrderBy(account => account.Id).FirstAsync()).Segment = 5;
            await scope.Context.SaveChangesAsync();
            await scope.KeyGroups.DestroyAsync(DataSubject.Of<Account>(1), "marketing");
        }

        Assert.Equal(1L, await host.Host.RawAsync("""SELECT COUNT(*) FROM "Accounts" WHERE "SegmentIndex" IS NULL AND "SegmentIndexNext" IS NULL"""));
        await host.FinishAsync();

        Assert.Equal((0, People - 1), await host.TagsAsync());
        Assert.Equal((long)People - 1, await host.Host.RawAsync("""SELECT COUNT("SegmentIndexNext") FROM "Accounts" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_somebody_has_changed_since_it_was_read_is_not_written_over(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();
        await using var scope = host.Host.NewScope();
        await scope.Context.Database.OpenConnectionAsync();
        var column = TaggedColumn.Of(scope.Context.Model).Single(tagged => tagged.Tags.First == "EmailIndex");
        var rows = new TaggedRows(scope.Context, column, IndexSlot.Second, 10);
        var read = await rows.ReadAsync(null, default);
        await ChangeAsync(host.Host, 1, "edited@example.com");
        await host.Host.ExecuteRawAsync("""UPDATE "Accounts" SET "EmailIndex" = NULL WHERE "Id" = 2""");

        Assert.False(await rows.TryReplaceAsync(read[0], [1], default));
        Assert.False(await rows.TryReplaceAsync(read[1], [2], default));
        Assert.True(await rows.TryReplaceAsync(read[2], [3], default));
        Assert.False(await rows.TryReplaceAsync(read[2], [4], default));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_value_that_does_not_open_keeps_the_root_before_in_force(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();
        host.Clock.Advance(Later);
        await host.Host.ExecuteRawAsync("""UPDATE "Accounts" SET "Email" = substr("Email", 1, 40) WHERE "Id" = 4""");

        var refused = await host.RotateAsync();

        Assert.Equal((1L, false), (refused.Refused, refused.IsInForce));
        await host.Host.ExecuteRawAsync("""DELETE FROM "Accounts" WHERE "Id" = 4""");
        Assert.True((await host.RotateAsync()).IsInForce);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_stopped_pass_goes_on_where_it_was(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();
        host.Clock.Advance(Later);
        await using var scope = host.Host.NewScope();
        var runtime = host.Host.Services.GetRequiredService<GdprRuntime>();
        var journal = new RotationJournal(scope.Context, runtime, "index");
        var row = (await journal.FindAsync(default))!;
        (row.Place, row.Cursor) = (TaggedColumn.Of(scope.Context.Model)[0].Name, """["i4"]""");
        Assert.True(await journal.TrySaveAsync(row, default));
        Assert.False(await journal.TrySaveAsync(new RotationRow { Name = "index", Step = "other", Revision = 1 }, default));

        Assert.Equal((4L * People) - 4, (await host.RotateAsync()).Tagged);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_rotators_and_writers_at_once_lose_nothing(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database, configure: WithoutTransactions);
        await using var other = host.StartAnother(WithoutTransactions);
        using var end = new CancellationTokenSource();
        var edits = 0;
        var writer = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await ChangeAsync(other, (edits % People) + 1, $"edit{edits}@example.com");
                await using var scope = other.NewScope();
                Assert.Equal(1, await scope.Context.Accounts.CountAsync(account => account.Email == $"edit{edits}@example.com"));
                edits++;
            }
        });
        for (var version = 2; version <= 4; version++)
        {
            var turns = 0;
            for (var done = false; !done && !writer.IsCompleted;)
            {
                Assert.InRange(++turns, 1, MostTurns);
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                // One of them may have begun the next rotation already.
                var results = await Task.WhenAll(Task.Run(() => IndexRotationHost.RotateAsync(host.Host)), Task.Run(() => IndexRotationHost.RotateAsync(other)));
                done = results.Any(result => result.Version >= version && result.IsComplete) || results.Any(result => result.Version > version);
            }
        }

        await end.CancelAsync();
        await writer;
        await host.FinishAsync();
        Assert.True(edits > People);
        foreach (var process in new[] { host.Host, other })
        {
            await using var scope = process.NewScope();
            for (var i = Math.Max(0, edits - People); i < edits; i++)
            {
                Assert.Equal((i % People) + 1, await scope.Context.Accounts.Where(account => account.Email == $"edit{i}@example.com").Select(account => account.Id).SingleAsync());
            }
        }

        // Several turns of the clock, so that no query is in the middle of one for longer than its lease: that one would be refused.
        static void WithoutTransactions(GdprToolkitBuilder gdpr) => gdpr
            .ConfigureKeyCache(keys => keys.LeaseDuration = TimeSpan.FromSeconds(5))
            .ConfigureKeyRotation(rotation => rotation.MaximumTransactionAge = TimeSpan.Zero);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_tags_of_a_backup_lead_to_nothing_until_its_values_are_saved_anew(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.Host.ExecuteRawAsync("""CREATE TABLE "Backup" AS SELECT "Id", "EmailIndex", "SegmentIndex" FROM "Accounts" """);
        var before = (await host.RootsAsync())[0];
        await host.FinishAsync();
        await host.Host.ExecuteRawAsync("""
            UPDATE "Accounts" SET "EmailIndexNext" = NULL, "SegmentIndexNext" = NULL,
                "EmailIndex" = (SELECT "EmailIndex" FROM "Backup" WHERE "Backup"."Id" = "Accounts"."Id"),
                "SegmentIndex" = (SELECT "SegmentIndex" FROM "Backup" WHERE "Backup"."Id" = "Accounts"."Id")
            """);

        await using (var scope = host.Host.NewScope())
        {
            Assert.Equal(0, await scope.Context.Accounts.CountAsync(account => account.Email == "person1@example.com"));
        }

        Assert.Null((await host.RootsAsync())[0].Wrapped);
        Assert.NotNull(before.Wrapped);
        await using (var scope = host.Host.NewScope())
        {
            var account = await scope.Context.Accounts.SingleAsync(row => row.Id == 1);
            scope.Context.Entry(account).Property(row => row.Email).IsModified = true;
            await scope.Context.SaveChangesAsync();
            Assert.Equal(1, await scope.Context.Accounts.CountAsync(row => row.Email == "person1@example.com"));
        }
    }

    [Theory]
    [OnSqlite]
    public async Task Progress_says_what_is_waited_for(TestDatabase database)
    {
        await using var host = await IndexRotationHost.StartAsync(database);
        await host.RotateAsync();

        await using var scope = host.Host.NewScope();
        var progress = (await host.Host.Services.GetRequiredService<IKeyRotation>().GetProgressAsync(scope.Context)).Index!;

        Assert.Equal((2, false, false), (progress.Version, progress.IsInForce, progress.IsComplete));
        Assert.InRange(progress.ContinueFrom!.Value - host.Clock.UtcNow, TimeSpan.FromHours(1), TimeSpan.FromMinutes(61));
    }

    private static async Task ChangeAsync(TestHost<AccountsContext> host, int id, string email)
    {
        await using var scope = host.NewScope();
        (await scope.Context.Accounts.SingleAsync(account => account.Id == id)).Email = email;
        await scope.Context.SaveChangesAsync();
    }
}
