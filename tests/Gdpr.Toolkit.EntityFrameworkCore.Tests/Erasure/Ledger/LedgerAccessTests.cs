using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>What is said of a ledger that cannot be reached, and who gets its locks.</summary>
public class LedgerAccessTests
{
    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error_that_says_which_and_what_to_do()
    {
        using var folder = new LedgerFolder();
        var path = Path.Combine(folder.Path, "not-there", "erasures.ledger");
        await using var host = await TestHost<ShopNotes>.StartAsync(TestDatabase.Sqlite, options => options.ConfigureToolkit = gdpr => gdpr
            .UseErasureLedgerFile(path).Purpose("service", purpose => purpose.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        scope.Context.Add(new Guest { Name = "Ada" });

        var error = await Assert.ThrowsAsync<IOException>(() => scope.Context.SaveChangesAsync());

        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Create the folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_table_of_a_ledger_that_nobody_made_is_an_error_that_says_how_to_make_it(TestDatabase database)
    {
        var hosted = await HostedDatabase.CreateAsync(database);
        var ledger = new ErasureLedgerDatabase(options => Use(options, database, hosted.ConnectionString));

        var reading = await Assert.ThrowsAsync<InvalidOperationException>(() => LedgerFolder.ReadAsync(ledger));
        var writing = await Assert.ThrowsAnyAsync<Exception>(() => ledger.AppendAsync(
            new ErasureLedgerRecord { Kind = ErasureLedgerEntryKind.Accepted, StoreId = Guid.NewGuid(), RecordedAt = DateTimeOffset.UnixEpoch }, default));

        Assert.Contains("IErasureLedgerDatabase.CreateTablesAsync", reading.Message, StringComparison.Ordinal);
        Assert.Contains("IErasureLedgerDatabase.CreateTablesAsync", writing.Message, StringComparison.Ordinal);
        hosted.File?.Dispose();
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_missing_migration_for_a_ledger_is_an_error_that_says_so(TestDatabase database)
    {
        using var folder = new LedgerFolder();
        await using var before = await TestHost<ShopNotes>.StartAsync(database, options => options.ConfigureToolkit = Service);
        await using (var scope = before.NewScope())
        {
            scope.Context.Add(new Guest { Name = "Ada" });
            await scope.Context.SaveChangesAsync();
        }

        await using var after = before.StartAnother(options => options.ConfigureToolkit = gdpr =>
        {
            Service(gdpr);
            gdpr.UseErasureLedgerFile(folder.Path);
        });
        await using var reading = after.NewScope();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => reading.Context.Set<Guest>().ToListAsync());

        Assert.Contains("Add a migration", error.Message, StringComparison.Ordinal);
        Assert.Contains("GdprLedgerPositions", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnPostgres]
    public async Task A_replay_that_is_over_lets_others_begin_though_its_connection_waits_in_a_pool(TestDatabase database)
    {
        var hosted = await HostedDatabase.CreateAsync(database);
        var (one, other) = (Pooled("one"), Pooled("other"));

        await (await one.LockReplayAsync(default)).DisposeAsync();
        var turn = await other.LockReplayAsync(default).WaitAsync(TimeSpan.FromSeconds(10));

        await turn.DisposeAsync();
        NpgsqlConnection.ClearAllPools();

        ErasureLedgerDatabase Pooled(string process)
        {
            var connection = new NpgsqlConnectionStringBuilder(hosted.ConnectionString) { Pooling = true, ApplicationName = process };
            return new ErasureLedgerDatabase(options => options.AmongMany().UseNpgsql(connection.ConnectionString));
        }
    }

    private static void Service(GdprToolkitBuilder gdpr) => gdpr.Purpose("service", purpose => purpose.On(LegalBasis.Contract));

    private static void Use(DbContextOptionsBuilder options, TestDatabase database, string connectionString)
    {
        if (database == TestDatabase.Sqlite)
        {
            options.AmongMany().UseSqlite(connectionString);
        }
        else
        {
            options.AmongMany().UseNpgsql(connectionString);
        }
    }

    public sealed class ShopNotes(DbContextOptions<ShopNotes> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Guest>();
    }

    [DataSubject(DataSubjectRole.Customer)]
    public sealed class Guest
    {
        public int Id { get; set; }

        [PersonalData(PersonalDataCategory.Name, "service"), Encrypted]
        public string? Name { get; set; }
    }
}
