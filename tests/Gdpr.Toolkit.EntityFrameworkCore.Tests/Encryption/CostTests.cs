using System.Diagnostics;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Xunit.Abstractions;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption;

public class CostTests(ITestOutputHelper output)
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Reading_what_this_process_has_just_saved_looks_no_key_up(TestDatabase database)
    {
        await using var host = await TestHost<NotesContext>.StartAsync(database);
        await InsertAsync(host, 50);
        var insert = Stopwatch.StartNew();
        await InsertAsync(host, 1_000);
        output.WriteLine($"{database}: insert 1,000 encrypted: {insert.ElapsedMilliseconds} ms");
        insert.Restart();
        await InsertAsync(host, 1_000);
        output.WriteLine($"{database}: again: {insert.ElapsedMilliseconds} ms");

        await using var scope = host.NewScope();
        var read = Stopwatch.StartNew();
        Assert.Equal(2_050, (await scope.Context.People.AsNoTracking().ToListAsync()).Count);
        output.WriteLine($"{database}: read 2,050 warm: {read.ElapsedMilliseconds} ms");
        Assert.Equal(0, scope.Context.GetService<SubjectKeyring>().LookUps);
        await PlainAsync(host, database);
    }

    private async Task PlainAsync(TestHost<NotesContext> host, TestDatabase database)
    {
        using var file = new SqliteFile();
        _ = host;
        var connectionString = database == TestDatabase.Sqlite ? file.ConnectionString : await PostgresServer.CreateDatabaseAsync();
        var options = new DbContextOptionsBuilder<PlainContext>();
        _ = database == TestDatabase.Sqlite ? options.AmongMany().UseSqlite(connectionString) : options.AmongMany().UseNpgsql(connectionString);
        await using (var context = new PlainContext(options.Options))
        {
            await context.Database.EnsureCreatedAsync();
        }

        foreach (var count in new[] { 50, 1_000, 1_000 })
        {
            await using var context = new PlainContext(options.Options);
            context.AddRange(Enumerable.Range(0, count).Select(i => new Person { Name = $"name {i}" }));
            var insert = Stopwatch.StartNew();
            await context.SaveChangesAsync();
            output.WriteLine($"{database}: insert {count} plain: {insert.ElapsedMilliseconds} ms");
        }

        await using var reading = new PlainContext(options.Options);
        var read = Stopwatch.StartNew();
        Assert.Equal(2_050, (await reading.Set<Person>().AsNoTracking().ToListAsync()).Count);
        output.WriteLine($"{database}: read 2,050 plain: {read.ElapsedMilliseconds} ms");
    }

    private static async Task InsertAsync(TestHost<NotesContext> host, int count)
    {
        await using var scope = host.NewScope();
        scope.Context.AddRange(Enumerable.Range(0, count).Select(i => new Person { Name = $"name {i}" }));
        await scope.Context.SaveChangesAsync();
    }

    private sealed class PlainContext(DbContextOptions<PlainContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
            => modelBuilder.Entity<Person>().HasIndex(row => row.Name);
    }
}
