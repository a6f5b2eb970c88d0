using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Querying;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.RawSql;

public class RawCommandTests
{
    private const string Update = """UPDATE "People" SET "City" = 'Paris' """;

    [Theory]
    [OnSqlite("""UPDATE "People" SET "City" = 'Paris' """, "People")]
    [OnSqlite("""INSERT OR REPLACE INTO [Orders] ("Id") VALUES (1)""", "Orders")]
    [OnSqlite("""SELECT 1; DELETE FROM main.people""", "people")]
    [OnSqlite("""DELETE FROM "GdprKeys" """, "GdprKeys")]
    [OnSqlite("""DELETE FROM "People_Addresses" """, "People_Addresses")]
    [OnPostgres("""UPDATE ONLY public."People" SET "City" = 'Paris' """, "People")]
    [OnPostgres("""TRUNCATE "Suppliers", "Orders" """, "Orders")]
    [OnPostgres("""WITH gone AS (DELETE FROM "People" RETURNING "Id") SELECT * FROM gone""", "People")]
    [OnPostgres("""COPY "People" FROM '/nowhere'""", "People")]
    [OnPostgres("""DELETE FROM "GdprKeys" """, "GdprKeys")]
    [OnPostgres("""DO $$ BEGIN DELETE FROM "People"; END $$""", "People")]
    public async Task Writing_to_a_protected_table_is_refused(TestDatabase database, string sql, string table)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();

        var sync = Assert.Throws<InvalidOperationException>(() => scope.Context.Database.ExecuteSqlRaw(sql));
        var async = await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Database.ExecuteSqlRawAsync(sql));

        Assert.Contains($"to '{table}'", sync.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Paris", sync.Message, StringComparison.Ordinal);
        Assert.Equal(sync.Message, async.Message);
        Assert.Equal(4L, await people.Host.RawAsync("""SELECT COUNT(*) FROM "People" WHERE "City" <> 'Paris' OR "City" IS NULL"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Queries_that_write_are_refused(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var context = scope.Context;
        var returning = """UPDATE "People" SET "City" = 'Paris' RETURNING "Id" AS "Value" """;
        var all = """UPDATE "People" SET "City" = 'Paris' RETURNING * """;

        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Database.SqlQueryRaw<int>(returning).ToListAsync());
        Assert.Throws<InvalidOperationException>(() => context.Database.SqlQueryRaw<int>(returning).ToList());
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.People.FromSqlRaw(all).IgnoreQueryFilters().ToListAsync());
        var composed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => context.People.FromSqlRaw("""SELECT * FROM "People") AS p; UPDATE "People" SET "City" = 'Paris'; SELECT * FROM (SELECT * FROM "People" """)
                .Where(p => p.Id > 0).ToListAsync());

        Assert.Contains("AllowRawSql", composed.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await people.Host.RawAsync("""SELECT COUNT(*) FROM "People" WHERE "City" = 'Paris'"""));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Reading_and_other_tables_are_free(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var context = scope.Context;

        Assert.Equal(4, await context.Database.SqlQueryRaw<int>("""SELECT "Id" AS "Value" FROM "People" """).CountAsync());
        Assert.Equal(1, await context.Database.ExecuteSqlRawAsync("""UPDATE "Suppliers" SET "Email" = 'DELETE FROM "People"' """));
        Assert.Equal(1, await context.Suppliers.Where(s => s.Email == "DELETE FROM \"People\"").TagWith("DELETE FROM \"People\"").CountAsync());
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Saving_bulk_updates_and_migrations_go_on_working(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();
        var context = scope.Context;
        (await context.People.FirstAsync(p => p.Id == 1)).City = "Rome";
        await context.SaveChangesAsync();
        await context.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.City, "Oslo"));
        var commands = context.GetService<IMigrationsSqlGenerator>().Generate([new SqlOperation { Sql = Update }]);

        await context.GetService<IMigrationCommandExecutor>().ExecuteNonQueryAsync(commands, context.GetService<IRelationalConnection>());

        Assert.Equal(4, await context.People.CountAsync(p => p.City == "Paris"));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_scope_lets_writes_through_and_says_why_in_the_log(TestDatabase database)
    {
        var log = new RecordingProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        await using var people = await PeopleHost.StartAsync(database, options => options.UseLoggerFactory(loggers));
        await using var scope = people.NewScope();
        await using var other = people.NewScope();
        using (scope.Context.AllowRawSql("outer"))
        {
            using (scope.Context.AllowRawSql("the archive of branches"))
            {
                Assert.Equal(4, await scope.Context.Database.ExecuteSqlRawAsync(Update));
                await Assert.ThrowsAsync<InvalidOperationException>(() => other.Context.Database.ExecuteSqlRawAsync(Update));
            }

            Assert.Equal(4, scope.Context.Database.ExecuteSqlRaw(Update));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Context.Database.ExecuteSqlRawAsync(Update));
        Assert.Equal(
            [
                "Raw SQL (UPDATE) wrote to the protected table 'People', past encryption and erasure, because: the archive of branches",
                "Raw SQL (UPDATE) wrote to the protected table 'People', past encryption and erasure, because: outer",
            ],
            log.Of(1020));
    }

    [Fact]
    public async Task A_scope_ends_when_a_pooled_context_goes_back()
    {
        var scopes = new Gdpr.Toolkit.Encryption.RawSqlScopes();
        _ = scopes.Open("forgotten");

        await scopes.ResetStateAsync();

        Assert.Null(scopes.Reason);
    }

    [Theory]
    [OnSqlite]
    public async Task A_scope_needs_a_reason(TestDatabase database)
    {
        await using var people = await PeopleHost.StartAsync(database);
        await using var scope = people.NewScope();

        Assert.Throws<ArgumentException>(() => scope.Context.AllowRawSql(" "));
    }

    private sealed class RecordingProvider : ILoggerProvider, ILogger
    {
        private readonly List<(int Id, string Message)> _entries = [];

        public IEnumerable<string> Of(int id) => _entries.Where(entry => entry.Id == id).Select(entry => entry.Message);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => _entries.Add((eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
