using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class RaceTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Many_writers_make_one_key_for_one_person(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await host.ExecuteRawAsync("""INSERT INTO "People" ("Id", "Stamp") VALUES (7, 0), (8, 0), (9, 0)""");
        var hosts = Enumerable.Range(0, 3).Select(_ => host.StartAnother()).ToList();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () =>
        {
            await using var scope = hosts[i % 3].NewScope();
            int[] people = i % 2 == 0 ? [7, 8, 9] : [9, 8, 7];
            scope.Context.AddRange(people.Select(person => new Note { PersonId = person, Text = $"{person}/{i}" }));
            await scope.Context.SaveChangesAsync();
        })));

        Assert.Equal(1L, await CountAsync(host, "GdprEpochs"));
        Assert.Equal(3L, await CountAsync(host, "GdprKeys"));
        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        var texts = await reading.Context.Notes.Select(row => new { row.PersonId, row.Text }).ToListAsync();
        Assert.Equal(72, texts.Count);
        Assert.All(texts, row => Assert.StartsWith($"{row.PersonId}/", row.Text, StringComparison.Ordinal));
        await DisposeAsync(hosts);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_first_saves_of_many_processes_make_one_realm(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        var hosts = Enumerable.Range(0, 6).Select(_ => host.StartAnother()).ToList();

        await Task.WhenAll(hosts.Select((one, i) => Task.Run(async () =>
        {
            await using var scope = one.NewScope();
            scope.Context.Add(new Person { Name = $"n{i}", Notes = { new Note { Text = $"t{i}" } } });
            await scope.Context.SaveChangesAsync();
        })));

        Assert.Equal(1L, await CountAsync(host, "GdprEpochs"));
        Assert.Equal(6L, await CountAsync(host, "GdprKeys"));
        foreach (var one in hosts)
        {
            await using var scope = one.NewScope();
            var people = await scope.Context.People.Include(row => row.Notes).ToListAsync();
            Assert.Equal(["n0:t0", "n1:t1", "n2:t2", "n3:t3", "n4:t4", "n5:t5"], people.Select(row => $"{row.Name}:{row.Notes.Single().Text}").Order());
        }

        await DisposeAsync(hosts);
    }

    [Theory]
    [OnPostgres]
    public async Task Writers_in_transactions_of_their_own_meet_in_one_key(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await host.ExecuteRawAsync("""INSERT INTO "People" ("Id", "Stamp") VALUES (7, 0)""");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            await using var scope = host.NewScope();
            await using var transaction = await scope.Context.Database.BeginTransactionAsync();
            scope.Context.Add(new Note { PersonId = 7, Text = $"{i}" });
            await scope.Context.SaveChangesAsync();
            if (i % 2 == 0)
            {
                await transaction.CommitAsync();
            }
        })));

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal(["0", "2", "4", "6"], (await reading.Context.Notes.Select(row => row.Text).ToListAsync()).Order());
        Assert.Equal(1L, await CountAsync(host, "GdprKeys"));
    }

    [Fact]
    public async Task A_busy_sqlite_database_is_waited_for()
    {
        await using var host = await TestHost<NotesContext>.StartAsync(TestDatabase.Sqlite);
        await using var holder = host.NewScope();
        await using var held = await holder.Context.Database.BeginTransactionAsync();
        holder.Context.Add(new Person { Name = "first" });
        await holder.Context.SaveChangesAsync();

        var waiting = Task.Run(async () =>
        {
            await using var scope = host.NewScope();
            scope.Context.Add(new Person { Name = "second" });
            await scope.Context.SaveChangesAsync();
        });
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        await held.CommitAsync();
        await waiting;

        await using var other = host.StartAnother();
        await using var reading = other.NewScope();
        Assert.Equal(["first", "second"], (await reading.Context.People.Select(row => row.Name).ToListAsync()).Order());
        Assert.Equal(1L, await CountAsync(host, "GdprEpochs"));
    }

    private static async Task<long> CountAsync(TestHost<NotesContext> host, string table)
        => Convert.ToInt64(await host.RawAsync($"""SELECT COUNT(*) FROM "{table}" """), null);

    private static async Task DisposeAsync(IEnumerable<TestHost<NotesContext>> hosts)
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }
}
