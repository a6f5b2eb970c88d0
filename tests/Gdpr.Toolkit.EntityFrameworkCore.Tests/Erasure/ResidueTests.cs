using System.Globalization;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure;

/// <summary>What is left of erased plaintext in the database's own files.</summary>
public class ResidueTests
{
    private const string First = "first-offer-of-ada";
    private const string Second = "second-offer-of-ada";

    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [InlineData("WAL")]
    [InlineData("DELETE")]
    [InlineData("PERSIST")]
    [InlineData("TRUNCATE")]
    public async Task After_edits_that_split_pages_compaction_leaves_none_of_the_erased_values_in_the_files(string journal)
    {
        await using var company = await StartAsync(journal);
        // Without another connection, SQLite would tidy up by itself when the last one is closed.
        await using var open = company.NewScope();
        await open.Context.Database.OpenConnectionAsync();
        var ada = await AddOffersAsync(company, open);
        await using var scope = company.NewScope();
        await KeepJournalAsync(scope, journal);

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));
        var hadFirst = await company.FilesContainAsync(First);
        var residue = await scope.Erasure.CompactAsync();

        Assert.True(certificate.IsComplete);
        Assert.Equal(PhysicalResidue.Possible, certificate.Residue);
        Assert.True(hadFirst, "Edits that leave nothing behind show nothing.");
        Assert.Equal(PhysicalResidue.None, residue);
        Assert.False(await company.FilesContainAsync(First));
        Assert.False(await company.FilesContainAsync(Second));
        Assert.True(await company.FilesContainAsync("offer-of-bob"));
    }

    [Fact]
    public async Task A_reader_that_keeps_the_log_from_being_emptied_leaves_the_residue_possible()
    {
        await using var company = await StartAsync("WAL");
        await using var open = company.NewScope();
        await open.Context.Database.OpenConnectionAsync();
        var ada = await AddOffersAsync(company, open);
        await using var reader = new SqliteConnection(company.ConnectionString);
        await reader.OpenAsync();
        await using var snapshot = reader.BeginTransaction(deferred: true);
        await using var command = reader.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Tender";
        command.Transaction = snapshot;
        await command.ExecuteScalarAsync();
        await using var scope = company.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada), new ErasureOptions { Compact = true });

        Assert.Equal(PhysicalResidue.Possible, certificate.Residue);
        Assert.True(await company.FilesContainAsync(Second));
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.CompactAsync());
        await snapshot.DisposeAsync();
        Assert.Equal(PhysicalResidue.None, await scope.Erasure.CompactAsync());
        Assert.False(await company.FilesContainAsync(Second));
    }

    [Fact]
    public async Task SQLite_overwrites_at_once_what_an_erasure_deletes_in_place()
    {
        await using var company = await StartAsync("DELETE");
        var ada = await company.AddAsync(new Subscriber { Email = "ada-in-place@example.org", Tenders = { new Tender { Offer = First } } });
        await using var scope = company.NewScope();

        await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));

        Assert.False(await company.FilesContainAsync("ada-in-place@example.org"));
        Assert.False(await company.FilesContainAsync(First));
    }

    [PostgresFact]
    public async Task PostgreSQL_shows_erased_values_in_its_statistics_until_compaction()
    {
        await using var company = await StartAsync(journal: null);
        await using var open = company.NewScope();
        var ada = await AddOffersAsync(company, open);
        await company.ExecuteRawAsync("ANALYZE");
        await using var scope = company.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada));
        var before = await StatisticsAsync(company);
        var residue = await scope.Erasure.CompactAsync();

        Assert.Equal(PhysicalResidue.Possible, certificate.Residue);
        Assert.True(before > 0, "Statistics without the values show nothing.");
        Assert.Equal(PhysicalResidue.LogicallyErased, residue);
        Assert.Equal(0, await StatisticsAsync(company));
    }

    [PostgresFact]
    public async Task A_certificate_on_PostgreSQL_says_that_plaintext_is_erased_logically()
    {
        await using var company = await StartAsync(journal: null);
        await using var open = company.NewScope();
        var ada = await AddOffersAsync(company, open);
        await company.ExecuteRawAsync("ANALYZE");
        await using var scope = company.NewScope();

        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada), new ErasureOptions { Compact = true });

        Assert.Equal(PhysicalResidue.LogicallyErased, certificate.Residue);
        Assert.Equal(0, await StatisticsAsync(company));
    }

    private static async Task<TestHost<CompanyContext>> StartAsync(string? journal)
    {
        var company = await Company.StartAsync(journal is null ? TestDatabase.PostgreSql : TestDatabase.Sqlite, Today);
        if (journal is not null)
        {
            await company.ExecuteRawAsync($"PRAGMA journal_mode = {journal}");
        }

        return company;
    }

    /// <summary>Gives Ada and Bob a thousand offers each, in turns, and then lets each of Ada's grow, so that pages split.</summary>
    private static async Task<DataSubject> AddOffersAsync(TestHost<CompanyContext> company, TestScope<CompanyContext> scope)
    {
        var ada = new Subscriber { Email = "ada@example.org" };
        var bob = new Subscriber { Email = "bob@example.org" };
        for (var number = 0; number < 1_000; number++)
        {
            ada.Tenders.Add(new Tender { Offer = $"{First} {number}" });
            bob.Tenders.Add(new Tender { Offer = $"offer-of-bob {number}" });
        }

        scope.Context.AddRange(ada, bob);
        await scope.Context.SaveChangesAsync();
        await company.ExecuteRawAsync(
            $"""UPDATE "Tender" SET "Offer" = replace("Offer", '{First}', '{Second} {new string('.', 200)}') WHERE "SubscriberId" = {ada.Id}""");
        return DataSubject.Of<Subscriber>(ada.Id);
    }

    /// <summary>A journal mode other than the write-ahead log is the connection's, not the file's.</summary>
    private static async Task KeepJournalAsync(TestScope<CompanyContext> scope, string journal)
    {
        await scope.Context.Database.OpenConnectionAsync();
        await scope.Context.WriteRawAsync($"PRAGMA journal_mode = {journal}");
    }

    private static async Task<long> StatisticsAsync(TestHost<CompanyContext> company)
        => Convert.ToInt64(
            await company.RawAsync($"SELECT COUNT(*) FROM pg_stats WHERE most_common_vals::text LIKE '%{Second}%' OR histogram_bounds::text LIKE '%{Second}%'"),
            CultureInfo.InvariantCulture);
}
