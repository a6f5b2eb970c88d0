using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class ShreddedKeyTests
{
    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Values_of_an_erased_person_say_so_and_others_stay_readable(TestDatabase database, bool finished)
    {
        await using var host = await StartAsync(database);
        await ShredAsync(host, finished);

        await using var scope = host.NewScope();
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.People.Where(row => row.Id == 1).ToListAsync());
        Assert.Equal("Bob", (await scope.Context.People.SingleAsync(row => row.Id == 2)).Name);
        Assert.Equal(0, await scope.Context.People.Where(row => row.Id == 1).Select(row => row.Stamp).SingleAsync());
    }

    [Theory]
    [OnSqlite(false)]
    [OnSqlite(true)]
    [OnPostgres(false)]
    [OnPostgres(true)]
    public async Task Nothing_is_saved_for_an_erased_person(TestDatabase database, bool finished)
    {
        await using var host = await StartAsync(database);
        await ShredAsync(host, finished);
        await using var scope = host.NewScope();
        scope.Context.Add(new Note { PersonId = 1, Text = "after" });
        scope.Context.Add(new Note { PersonId = 2, Text = "after" });
        scope.Context.Add(new Person { Name = "Eve" });

        var error = await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains("Note", error.Message, StringComparison.Ordinal);
        Assert.Equal(0L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "Notes" """), null));
        Assert.Equal(2L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "GdprKeys" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_tracked_entity_of_an_erased_person_cannot_be_saved(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using var scope = host.NewScope();
        var person = await scope.Context.People.SingleAsync(row => row.Id == 1);
        await ShredAsync(host, finished: false);

        person.Name = "back again";

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_new_person_with_the_id_of_an_erased_one_gets_a_key_of_their_own(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await ShredAsync(host, finished: true);
        await host.ExecuteRawAsync("""DELETE FROM "People" WHERE "Id" = 1""");
        await host.ExecuteRawAsync(database == TestDatabase.Sqlite
            ? "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'People'"
            : """ALTER TABLE "People" ALTER COLUMN "Id" RESTART WITH 1""");
        await host.ExecuteRawAsync("""UPDATE "People" SET "Id" = 50 WHERE "Id" = 2""");
        if (database == TestDatabase.Sqlite)
        {
            await host.ExecuteRawAsync("DELETE FROM \"People\"");
            await host.ExecuteRawAsync("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'People'");
        }

        await using (var scope = host.NewScope())
        {
            var person = new Person { Name = "Somebody else" };
            scope.Context.Add(person);
            await scope.Context.SaveChangesAsync();
            Assert.Equal(1, person.Id);
            person.Notes.Add(new Note { Text = "theirs" });
            person.Name = "Somebody new";
            await scope.Context.SaveChangesAsync();
        }

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var read = await reading.Context.People.Include(row => row.Notes).SingleAsync(row => row.Id == 1);
        Assert.Equal(("Somebody new", "theirs"), (read.Name, read.Notes.Single().Text));
        var versions = await reading.Context.Set<KeyRow>().Where(row => row.Version == 2).ToListAsync();
        Assert.Equal(KeyState.Active, Assert.Single(versions).State);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_explicit_id_of_an_erased_person_is_refused(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await ShredAsync(host, finished: true);
        await host.ExecuteRawAsync("""DELETE FROM "People" WHERE "Id" = 1""");
        await using var scope = host.NewScope();
        scope.Context.Add(new Person { Id = 1, Name = "back" });

        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => scope.Context.SaveChangesAsync());

        Assert.Equal(1L, Convert.ToInt64(await host.RawAsync("""SELECT COUNT(*) FROM "People" """), null));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_read_ahead_brings_no_erased_person_back(TestDatabase database)
    {
        await using var host = await StartAsync(database);
        await using (var scope = host.NewScope())
        {
            scope.Context.AddRange(Enumerable.Range(0, 30).Select(i => new Person { Name = $"n{i}" }));
            await scope.Context.SaveChangesAsync();
        }

        await using var fresh = host.StartAnother();
        await ShredAsync(host, finished: true, person: 20);
        await using var reading = fresh.NewScope();
        Assert.Equal(19, (await reading.Context.People.Where(row => row.Id < 20).ToListAsync()).Count);
        await Assert.ThrowsAsync<SubjectKeyDestroyedException>(() => reading.Context.People.Where(row => row.Id == 20).ToListAsync());
        Assert.Equal(12, (await reading.Context.People.Where(row => row.Id > 20).ToListAsync()).Count);
    }

    private static async Task<TestHost<NotesContext>> StartAsync(TestDatabase database)
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        await using var scope = host.NewScope();
        scope.Context.AddRange(new Person { Name = "Ada" }, new Person { Name = "Bob" });
        await scope.Context.SaveChangesAsync();
        return host;
    }

    private static Task ShredAsync(TestHost<NotesContext> host, bool finished, int person = 1)
        => Shredding.ShredAsync(host, person, finished);
}
