using System.Globalization;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

/// <summary>Keys are destroyed for every process, whatever becomes of the one that does it.</summary>
[TakesMinutes]
public class DestructionTests
{
    private const string LivingKeys = """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NOT NULL""";
    private const string Tombstones = """SELECT COUNT(*) FROM "GdprKeys" WHERE "Wrapped" IS NULL AND "State" = 5""";
    private const string Revocations = """SELECT COUNT(*) FROM "GdprKeyRevocations" """;

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public Task A_killed_erasure_is_completed_whatever_step_it_was_at(TestDatabase database, bool ownKeyDatabase) => KilledAtEveryStep.RunAsync(
        () => StartAsync(database, ownKeyDatabase),
        (host, step) => ChildTarget.For(EraseScenario.Name, host, step),
        async host =>
        {
            await AssertNothingHalfDoneAsync(host);
            await CompleteAsync(host);
            await AssertErasedAsync(host);
        },
        steps => steps is >= 6 and <= 40);

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_process_that_was_stopped_longer_than_its_lease_opens_nothing(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase, HoldScenario.LeaseDuration);
        var ciphertext = (byte[])(await host.RawAsync("""SELECT "Name" FROM "People" WHERE "Id" = 1"""))!;
        using var child = ChildProcess.Start(ChildTarget.For(HoldScenario.Name, host, 0));
        Assert.Equal("Ada", await child.ReadLineAsync());
        child.Signal("STOP");

        await EraseAsync(host);
        await PutBackAsync(host, ciphertext);
        child.Signal("CONT");
        await child.WriteLineAsync("again");

        Assert.Equal(nameof(SubjectKeyDestroyedException), await child.ReadLineAsync());
        await child.WriteLineAsync("end");
        Assert.Equal(0, await child.WaitAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_process_that_goes_on_opens_nothing_after_the_erasure_has_returned(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase, HoldScenario.LeaseDuration);
        var ciphertext = (byte[])(await host.RawAsync("""SELECT "Name" FROM "People" WHERE "Id" = 1"""))!;
        using var child = ChildProcess.Start(ChildTarget.For(HoldScenario.Name, host, 0));
        Assert.Equal("Ada", await child.ReadLineAsync());

        var erasure = EraseAsync(host);
        while (!erasure.IsCompleted)
        {
            await child.WriteLineAsync("again");
            Assert.Contains(await child.ReadLineAsync(), new[] { "Ada", HoldScenario.Gone, nameof(SubjectKeyDestroyedException) });
        }

        await erasure;
        await PutBackAsync(host, ciphertext);
        await child.WriteLineAsync("again");
        Assert.Equal(nameof(SubjectKeyDestroyedException), await child.ReadLineAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Four_processes_of_64_tasks_make_one_key_for_each_person(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database, options => options.OwnKeyDatabase = ownKeyDatabase);
        await host.ExecuteRawAsync("""INSERT INTO "People" ("Id", "Stamp") VALUES (1, 0), (2, 0), (3, 0)""");
        var children = Enumerable.Range(0, 4).Select(i => ChildProcess.Start(ChildTarget.For(RaceScenario.Name, host, i))).ToList();
        foreach (var child in children)
        {
            Assert.Equal("ready", await child.ReadLineAsync());
        }

        await Task.WhenAll(children.Select(child => child.WriteLineAsync("go")));

        foreach (var child in children)
        {
            Assert.Equal(0, await child.WaitAsync());
            child.Dispose();
        }

        Assert.Equal(3, await CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprKeys" """));
        Assert.Equal(1, await CountAsync(host.RawKeyAsync, """SELECT COUNT(*) FROM "GdprEpochs" """));
        await using var scope = host.NewScope();
        var notes = await scope.Context.Notes.AsNoTracking().ToListAsync();
        Assert.Equal(4 * RaceScenario.Tasks * RaceScenario.People.Count, notes.Count);
        Assert.All(notes, note => Assert.StartsWith($"{note.PersonId}/", note.Text, StringComparison.Ordinal));
    }

    [Theory]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task An_erasure_waits_for_those_who_are_writing_and_erases_what_they_wrote(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var writing = host.NewScope();
        await using var erasing = host.NewScope();
        await using var transaction = await writing.Context.Database.BeginTransactionAsync();
        writing.Context.Add(new Note { PersonId = 1, Text = "sealed before" });
        await writing.Context.SaveChangesAsync();
        var plan = await erasing.Erasure.PlanAsync(DataSubject.Of<Person>(1));

        var erasure = erasing.Erasure.EraseAsync(plan);
        await Task.Delay(300);
        Assert.False(erasure.IsCompleted);
        await transaction.CommitAsync();

        // The plan did not know of the note; a new one does.
        await Assert.ThrowsAsync<StaleErasurePlanException>(() => erasure);
        await EraseAsync(host);
        Assert.Equal(0, await CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Notes" WHERE "PersonId" = 1"""));
        writing.Context.Add(new Note { PersonId = 1, Text = "sealed after" });
        await Assert.ThrowsAnyAsync<Exception>(() => writing.Context.SaveChangesAsync());
    }

    [Theory]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task A_transaction_that_sees_the_past_seals_nothing_for_an_erased_person(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var writing = host.NewScope();
        await using var transaction = await writing.Context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        Assert.Equal(2, await writing.Context.People.CountAsync());

        await EraseAsync(host);
        writing.Context.Add(new Note { PersonId = 1, Text = "sealed after" });

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => writing.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Nothing_is_sealed_under_a_key_whose_destruction_is_noted_and_has_not_begun(TestDatabase database, bool async)
    {
        await using var host = await StartAsync(database, ownKeyDatabase: true);
        var kid = (byte[])(await host.RawKeyAsync("""SELECT "Kid" FROM "GdprKeys" ORDER BY "Position" LIMIT 1"""))!;
        await using var scope = host.NewScope();
        await scope.Context.WriteRawAsync("""INSERT INTO "GdprKeyRevocations" ("Kid", "RequestedAt") VALUES ({0}, 0)""", kid);
        scope.Context.Add(new Note { PersonId = 1, Text = "sealed after" });

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => async ? scope.Context.SaveChangesAsync() : Task.Run(() => scope.Context.SaveChanges()));
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Resuming_takes_nothing_away_where_nothing_was_begun(TestDatabase database, bool ownKeyDatabase)
    {
        await using var host = await StartAsync(database, ownKeyDatabase);
        await using var scope = host.NewScope();

        Assert.Equal(0, await scope.Erasure.ResumeAsync());

        Assert.Equal(["Ada", "Bob"], await scope.Context.People.OrderBy(row => row.Id).Select(row => row.Name).ToListAsync());
        await using var transaction = await scope.Context.Database.BeginTransactionAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.ResumeAsync());
    }

    /// <summary>Either nothing has happened yet, or nobody can read anything of the person any more.</summary>
    private static async Task AssertNothingHalfDoneAsync(TestHost<NotesContext> host)
    {
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();
        if (await CountAsync(host.RawAsync, Revocations) == 0 && await CountAsync(host.RawKeyAsync, Tombstones) == 0)
        {
            Assert.Equal(["Ada:secret", "Bob:other"], await TextsAsync(scope));
            return;
        }

        Assert.Equal(["Bob:other"], await TextsAsync(scope));
    }

    private static async Task<List<string>> TextsAsync(TestScope<NotesContext> scope)
        => [.. (await scope.Context.People.AsNoTracking().Include(row => row.Notes).OrderBy(row => row.Id).ToListAsync())
            .Select(row => $"{row.Name}:{row.Notes.Single().Text}")];

    private static async Task CompleteAsync(TestHost<NotesContext> host)
    {
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();
        await scope.Erasure.ResumeAsync();
        var isThere = await CountAsync(host.RawAsync, """SELECT COUNT(*) FROM "Notes" WHERE "PersonId" = 1""") > 0;
        if (isThere)
        {
            Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1)))).IsComplete);
        }

        foreach (var person in await scope.Erasure.ListPendingAsync())
        {
            Assert.True((await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person))).IsComplete);
        }

        Assert.Empty(await scope.Erasure.ListPendingAsync());
    }

    private static async Task AssertErasedAsync(TestHost<NotesContext> host)
    {
        Assert.Equal(1, await CountAsync(host.RawKeyAsync, LivingKeys));
        Assert.InRange(await CountAsync(host.RawKeyAsync, Tombstones), 1, 3);
        Assert.Equal(0, await CountAsync(host.RawAsync, Revocations));
        Assert.Equal(0, await CountAsync(host.RawKeyAsync, Revocations));
        await using var other = host.StartAnother();
        await using var scope = other.NewScope();
        Assert.Equal(["Bob:other"], await TextsAsync(scope));
    }

    private static async Task EraseAsync(TestHost<NotesContext> host)
    {
        await using var scope = host.NewScope();
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(DataSubject.Of<Person>(1)));
        Assert.True(certificate.IsComplete);
    }

    /// <summary>Brings a value of the erased person back, as a restored backup of the data would.</summary>
    private static async Task PutBackAsync(TestHost<NotesContext> host, byte[] ciphertext)
    {
        await using var scope = host.NewScope();
        await scope.Context.WriteRawAsync("""DELETE FROM "People" WHERE "Id" = 1""");
        await scope.Context.WriteRawAsync("""INSERT INTO "People" ("Id", "Stamp", "Name") VALUES (1, 0, {0})""", ciphertext);
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database, bool ownKeyDatabase, TimeSpan? leaseDuration = null)
    {
        var host = await TestHost<NotesContext>.StartAsync(database, options =>
        {
            options.OwnKeyDatabase = ownKeyDatabase;
            if (leaseDuration is { } duration)
            {
                options.ConfigureToolkit = gdpr => gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = duration);
            }
        });
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Name = "Ada", Notes = { new Note { Text = "secret" } } });
        await scope.Context.SaveChangesAsync();
        scope.Context.Add(new Person { Name = "Bob", Notes = { new Note { Text = "other" } } });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static async Task<int> CountAsync(Func<string, Task<object?>> read, string sql)
        => Convert.ToInt32(await read(sql), CultureInfo.InvariantCulture);
}
