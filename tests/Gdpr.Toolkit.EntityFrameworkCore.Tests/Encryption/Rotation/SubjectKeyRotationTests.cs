using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>People get new keys, and their values follow, while others read and write.</summary>
public class SubjectKeyRotationTests
{
    private static readonly string[] People = ["Person 1", "Person 2", "Person 3", "Person 4", "Person 5"];

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Every_value_is_sealed_under_the_next_version(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);

        var result = await RotateAsync(host);

        Assert.Equal((5L, 10L, 0L, 0L), (result.Replaced, result.Resealed, result.Remaining, result.Refused));
        var keys = await host.KeysAsync();
        Assert.Equal([KeyState.DecryptOnly, KeyState.DecryptOnly, KeyState.DecryptOnly, KeyState.DecryptOnly, KeyState.DecryptOnly], keys.Take(5).Select(row => row.State));
        Assert.All(keys.Take(5), row => Assert.Equal(host.Clock.UtcNow.ToUnixTimeMilliseconds(), row.NotAfter));
        Assert.All(keys.Skip(5), row => Assert.Equal((KeyState.Active, 2), (row.State, row.Version)));
        Assert.Equal(5, (await KidsAsync(host)).Intersect(keys.Skip(5).Select(row => Convert.ToHexString(row.Kid))).Count());
        Assert.Equal(People, await host.ReadAsync());
        Assert.Equal(People, await host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    public async Task A_second_call_with_the_same_moment_finds_nothing_to_do(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        var moment = host.Clock.UtcNow;
        await RotateAsync(host, moment);
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await RotateAsync(host, moment);

        Assert.Equal((0L, 0L), (again.Replaced, again.Resealed));
        Assert.Equal(5, (await RotateAsync(host, DateTimeOffset.MaxValue)).Replaced);
        Assert.Equal(People, await host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_saved_after_a_key_was_replaced_is_sealed_under_the_next_one(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using (var scope = host.Host.NewScope())
        {
            await new SubjectKeyRotator(scope.Context, host.Host.Services.GetRequiredService<GdprRuntime>()).ReplaceAsync(host.Clock.UtcNow, default);
        }

        await using (var scope = host.Host.NewScope())
        {
            var person = await scope.Context.People.Include(row => row.Notes).OrderBy(row => row.Id).FirstAsync();
            (person.Name, person.Notes[0].Text) = ("Renamed", "note of Renamed");
            await scope.Context.SaveChangesAsync();
        }

        Assert.Contains(Convert.ToHexString((await host.KeysAsync())[5].Kid), await KidsAsync(host));
        Assert.Equal(8, (await RotateAsync(host, DateTimeOffset.MinValue)).Resealed);
        Assert.Equal(["Renamed", .. People[1..]], await host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_somebody_has_changed_since_it_was_read_is_not_written_over(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.Host.NewScope();
        await scope.Context.Database.OpenConnectionAsync();
        var column = SealedColumn.Of(scope.Context.Model).Single(sealedColumn => sealedColumn.Binding.ColumnId == "Person.Name");
        var values = new StoredValues<byte[]>(scope.Context, column.Table, column.Name, 2);
        var rows = await values.ReadAsync(null, default);
        await using (var user = host.Host.NewScope())
        {
            (await user.Context.People.OrderBy(person => person.Id).FirstAsync()).Name = "edited";
            await user.Context.SaveChangesAsync();
        }

        Assert.False(await values.TryReplaceAsync(rows[0], rows[1].Value, default));
        Assert.True(await values.TryReplaceAsync(rows[1], rows[1].Value, default));

        Assert.Equal(2, rows.Count);
        Assert.Equal(2, (await values.ReadAsync(rows[1].Key, default)).Count);
        Assert.Equal("edited", await scope.Context.People.OrderBy(person => person.Id).Select(person => person.Name).FirstAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Interrupted_anywhere_it_goes_on_with_the_same_moment(TestDatabase database)
    {
        FaultyKeyStore? store = null;
        await using var host = await StartAsync(database, configure: gdpr =>
            gdpr.Services.AddSingleton<IKeyStore>(store = new FaultyKeyStore(new ApplicationKeyStore())));
        for (var lookUp = 0; ; lookUp++)
        {
            host.Clock.Advance(TimeSpan.FromDays(1));
            var moment = host.Clock.UtcNow;
            store!.LookUpsLeft = lookUp;
            var stopped = await Record.ExceptionAsync(() => RotateAsync(host, moment)) is IOException;
            store.LookUpsLeft = -1;

            Assert.Equal(People, await host.ReadAfreshAsync());
            await RotateAsync(host, moment);
            var inForce = (await host.KeysAsync()).Where(row => row.State == KeyState.Active).Select(row => Convert.ToHexString(row.Kid)).ToHashSet();
            Assert.Equal(5, inForce.Count);
            Assert.Subset(inForce, (await KidsAsync(host)).ToHashSet());
            Assert.Equal(People, await host.ReadAfreshAsync());
            if (!stopped)
            {
                Assert.InRange(lookUp, 8, 100);
                return;
            }
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Two_rotators_and_a_writer_at_once_lose_nothing(TestDatabase database)
    {
        await using var host = await StartAsync(database, people: 12);
        await using var other = host.StartAnother();
        var moment = host.Clock.UtcNow;
        using var end = new CancellationTokenSource();
        var edits = 0;
        var writer = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await using var scope = other.NewScope();
                var person = await scope.Context.People.Include(row => row.Notes).OrderBy(row => row.Id).Skip(edits % 12).FirstAsync();
                (person.Name, person.Notes[0].Text) = ($"Edit {edits}", $"note of Edit {edits}");
                await scope.Context.SaveChangesAsync();
                edits++;
            }
        });

        for (var round = 0; round < 3; round++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(10));
            moment = host.Clock.UtcNow;
            await Task.WhenAll(Task.Run(() => RotateAsync(host, moment)), Task.Run(() => RotateAsync(other, moment)));
        }

        await end.CancelAsync();
        await writer;
        Assert.True(edits > 0);
        await RotateAsync(host, moment);
        var names = await host.ReadAfreshAsync();
        for (var i = Math.Max(0, edits - 12); i < edits; i++)
        {
            Assert.Equal($"Edit {i}", names[i % 12]);
        }

        var keys = await host.KeysAsync();
        Assert.Equal(12, keys.Count(row => row.State == KeyState.Active));
        var inForce = keys.Where(row => row.State == KeyState.Active).Select(row => Convert.ToHexString(row.Kid)).ToHashSet();
        Assert.Subset(inForce, (await KidsAsync(host)).ToHashSet());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    public async Task An_erasure_afterwards_destroys_every_version(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase, people: 2, configure: gdpr => gdpr.AllowUnclassified());
        await RotateAsync(host);
        await using (var scope = host.Host.NewScope())
        {
            var first = await scope.Context.People.Select(person => person.Id).MinAsync();
            await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(first)));
        }

        var keys = await host.KeysAsync();
        Assert.Equal([KeyState.Shredded, KeyState.Active], keys.Where(row => row.Version == 2).Select(row => row.State));
        Assert.Equal([KeyState.Shredded, KeyState.DecryptOnly], keys.Where(row => row.Version == 1).Select(row => row.State));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await RotateAsync(host)).Replaced);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_stopped_rotation_goes_on_where_it_was_also_in_the_background(TestDatabase database)
    {
        FaultyKeyStore? store = null;
        await using var host = await StartAsync(database, configure: gdpr =>
            gdpr.Services.AddSingleton<IKeyStore>(store = new FaultyKeyStore(new ApplicationKeyStore())));
        var before = await host.Host.RawAsync("""SELECT "Text" FROM "Notes" WHERE "Id" = 1""");
        var moment = host.Clock.UtcNow;
        // Enough for replacing the keys, for a look at each of the four tables of our own, and for the first page of notes.
        store!.LookUpsLeft = 8;
        await Assert.ThrowsAsync<IOException>(() => RotateAsync(host, moment));
        store.LookUpsLeft = -1;
        Assert.Equal(moment, (await host.ProgressAsync()).ReplacingKeysMadeBefore);
        Assert.NotNull(await host.Host.RawAsync("""SELECT "Cursor" FROM "GdprRotations" """));
        var hex = Convert.ToHexString((byte[])before!);
        await host.Host.ExecuteRawAsync($"""UPDATE "Notes" SET "Text" = {(database == TestDatabase.Sqlite ? $"x'{hex}'" : $"decode('{hex}', 'hex')")} WHERE "Id" = 1""");

        await using (var scope = host.Host.NewScope())
        {
            var progress = await host.Host.Services.GetRequiredService<IKeyRotation>().ContinueAsync(scope.Context);
            Assert.Null(progress.ReplacingKeysMadeBefore);
        }

        // The first note was passed by before.
        Assert.Equal(before, await host.Host.RawAsync("""SELECT "Text" FROM "Notes" WHERE "Id" = 1"""));
        Assert.Equal(1, (await RotateAsync(host, moment)).Resealed);
        Assert.Equal(People, await host.ReadAfreshAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Replaced_keys_are_destroyed_once_no_value_carries_them(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        var before = Convert.ToHexString((byte[])(await host.Host.RawAsync("""SELECT "Text" FROM "Notes" WHERE "Id" = 2"""))!);
        await RotateAsync(host);
        Assert.Equal(new ReplacedKeyDestruction { Destroyed = 0, InUse = 0, Waiting = 5 }, await DestroyReplacedAsync(host));
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.Host.ExecuteRawAsync($"""UPDATE "Notes" SET "Text" = {(database == TestDatabase.Sqlite ? $"x'{before}'" : $"decode('{before}', 'hex')")} WHERE "Id" = 2""");

        Assert.Equal(new ReplacedKeyDestruction { Destroyed = 4, InUse = 1, Waiting = 0 }, await DestroyReplacedAsync(host));

        Assert.Equal(People, await host.ReadAsync());
        Assert.Equal(People, await host.ReadAfreshAsync());
        await RotateAsync(host, host.Clock.UtcNow - TimeSpan.FromHours(2));
        Assert.Equal(1, (await DestroyReplacedAsync(host)).Destroyed);
        var keys = await host.KeysAsync();
        Assert.All(keys.Take(5), row => Assert.Equal((KeyState.Shredded, null), (row.State, row.Wrapped)));
        Assert.All(keys.Skip(5), row => Assert.Equal(KeyState.Active, row.State));
        Assert.Equal(People, await host.ReadAfreshAsync());
        await using (var scope = host.Host.NewScope())
        {
            (await scope.Context.Notes.FirstAsync(note => note.Id == 2)).Text = "written later";
            await scope.Context.SaveChangesAsync();
        }

        Assert.Equal(new ReplacedKeyDestruction { Destroyed = 0, InUse = 0, Waiting = 0 }, await DestroyReplacedAsync(host));
    }

    [Theory]
    [OnSqlite]
    public async Task A_value_that_was_changed_outside_is_left_as_it_is_and_counted(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await host.Host.ExecuteRawAsync("""UPDATE "Notes" SET "Text" = substr("Text", 1, 30) WHERE "Id" = 1""");
        await host.Host.ExecuteRawAsync("""UPDATE "Notes" SET "Text" = x'414243' WHERE "Id" = 2""");

        var result = await RotateAsync(host);

        Assert.Equal((8L, 2L), (result.Resealed, result.Refused));
        Assert.Equal("ABC"u8.ToArray(), await host.Host.RawAsync("""SELECT "Text" FROM "Notes" WHERE "Id" = 2"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Reasons_of_objections_follow_as_well(TestDatabase database)
    {
        await using var shop = await Choices.StartAsync(database);
        var ada = await shop.AddAdaAsync();
        await using (var scope = shop.NewScope())
        {
            await scope.Objections.ObjectAsync(ada, Choices.FraudPrevention, Choices.Web, "because of my situation");
        }

        var before = Assert.IsType<byte[]>(await shop.RawAsync("""SELECT "SealedText" FROM "GdprObjections" """));
        shop.Clock.Advance(TimeSpan.FromDays(1));
        await using (var scope = shop.NewScope())
        {
            await shop.Services.GetRequiredService<IKeyRotation>().RotateSubjectKeysAsync(scope.Context, shop.Clock.UtcNow);
        }

        var after = Assert.IsType<byte[]>(await shop.RawAsync("""SELECT "SealedText" FROM "GdprObjections" """));
        Assert.NotEqual(before[2..18], after[2..18]);
        await using var reading = shop.NewScope();
        Assert.Equal("because of my situation", Assert.Single(await reading.Objections.LoadHistoryAsync(ada)).Text);
    }

    private static async Task<RotationHost> StartAsync(
        TestDatabase database, bool ownKeyDatabase = false, int people = 5, Action<GdprToolkitBuilder>? configure = null)
    {
        var host = await RotationHost.StartAsync(database, ownKeyDatabase, people: people, configure: configure);
        host.Clock.Advance(TimeSpan.FromDays(1));
        return host;
    }

    private static Task<SubjectKeyRotation> RotateAsync(RotationHost host, DateTimeOffset? madeBefore = null)
        => RotateAsync(host.Host, madeBefore ?? host.Clock.UtcNow);

    private static async Task<SubjectKeyRotation> RotateAsync(TestHost<NotesContext> host, DateTimeOffset madeBefore)
    {
        await using var scope = host.NewScope();
        return await host.Services.GetRequiredService<IKeyRotation>().RotateSubjectKeysAsync(scope.Context, madeBefore);
    }

    private static async Task<ReplacedKeyDestruction> DestroyReplacedAsync(RotationHost host)
    {
        await using var scope = host.Host.NewScope();
        return await host.Host.Services.GetRequiredService<IKeyRotation>().DestroyReplacedKeysAsync([scope.Context]);
    }

    /// <summary>Reads which keys the stored values name, past EF Core.</summary>
    private static async Task<List<string>> KidsAsync(RotationHost host)
    {
        await using var scope = host.Host.NewScope();
        await scope.Context.Database.OpenConnectionAsync();
        var kids = new List<string>();
        foreach (var table in new[] { """SELECT "Name" FROM "People" WHERE "Name" IS NOT NULL""", """SELECT "Text" FROM "Notes" """ })
        {
            await using var command = scope.Context.Database.GetDbConnection().CreateCommand();
            command.CommandText = table;
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                kids.Add(Convert.ToHexString(((byte[])reader.GetValue(0)).AsSpan(2, 16)));
            }
        }

        return [.. kids.Distinct()];
    }
}
