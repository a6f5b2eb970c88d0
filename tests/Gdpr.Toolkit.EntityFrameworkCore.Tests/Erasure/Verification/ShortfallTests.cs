using System.Data.Common;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Shop;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Verification;

/// <summary>A scope that was asked for and not reached is never claimed.</summary>
public class ShortfallTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_erasure_after_one_that_ended_early_says_that_its_values_were_never_searched_for(TestDatabase database)
    {
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var dying = shop.StartAnother(options =>
        {
            options.ConfigureToolkit = ShopPurposes.Register;
            options.ConfigureContext = context => context.AddInterceptors(new AfterCommit(() => throw new IOException("The process ends here.")));
        });
        await Assert.ThrowsAsync<IOException>(() => EraseAsync(dying, ada));

        var second = await EraseAsync(shop, ada);
        var third = await EraseAsync(shop, ada);

        Assert.False(second.IsComplete);
        Assert.Equal(
            (VerificationScope.Identifiers, VerificationScope.OwnPaths, VerificationShortfall.EarlierAttempt),
            (second.Verification.Requested, second.Verification.Scope, second.Verification.Shortfall));
        Assert.DoesNotContain(second.Entries, entry => entry.Outcome == FieldErasureOutcome.Failed);
        Assert.True(third.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationShortfall.NothingToSearchFor), (third.Verification.Scope, third.Verification.Shortfall));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_search_that_is_cancelled_is_certified_as_such(TestDatabase database)
    {
        using var cancellation = new CancellationTokenSource();
        await using var shop = await ShopHost.StartAsync(database);
        var (ada, _) = await shop.AddPeopleAsync();
        await using var impatient = shop.StartAnother(options =>
        {
            options.ConfigureToolkit = ShopPurposes.Register;
            options.ConfigureContext = context => context.AddInterceptors(new AfterCommit(cancellation.Cancel));
        });

        var certificate = await EraseAsync(impatient, ada, cancellationToken: cancellation.Token);

        Assert.True(cancellation.IsCancellationRequested);
        Assert.False(certificate.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationShortfall.Cancelled), (certificate.Verification.Scope, certificate.Verification.Shortfall));
        Assert.DoesNotContain(certificate.Entries, entry => entry.Outcome == FieldErasureOutcome.Failed);
    }

    [PostgresFact]
    public async Task What_the_connection_may_not_read_is_named_and_the_rest_is_searched()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.PostgreSql);
        var (ada, _) = await shop.AddPeopleAsync();
        var clerk = $"clerk_{Guid.NewGuid():N}";
        await shop.ExecuteRawAsync($"CREATE ROLE {clerk} LOGIN");
        await shop.ExecuteRawAsync("CREATE TABLE letters (id integer PRIMARY KEY, sender text)");
        await shop.ExecuteRawAsync("INSERT INTO letters VALUES (1, 'ada@example.org')");
        await shop.ExecuteRawAsync($"GRANT ALL ON ALL TABLES IN SCHEMA public TO {clerk}");
        await shop.ExecuteRawAsync($"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {clerk}");
        await shop.ExecuteRawAsync("CREATE TABLE secrets (id integer PRIMARY KEY, text text)");
        await shop.ExecuteRawAsync($"CREATE TABLE halves (id integer PRIMARY KEY, text text, secret text); GRANT SELECT (id, text) ON halves TO {clerk}");
        await shop.ExecuteRawAsync($"CREATE TABLE hidden (id integer PRIMARY KEY, text text); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; GRANT SELECT ON hidden TO {clerk}");
        await using var limited = TestHost<ShopContext>.Attach(
            TestDatabase.PostgreSql,
            new NpgsqlConnectionStringBuilder(shop.ConnectionString) { Username = clerk }.ConnectionString,
            keyConnectionString: null,
            options => options.ConfigureToolkit = ShopPurposes.Register);

        var certificate = await EraseAsync(limited, ada, compact: true);

        Assert.False(certificate.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationShortfall.NotReadable), (certificate.Verification.Scope, certificate.Verification.Shortfall));
        Assert.Equal(["halves.secret", "hidden", "secrets.id", "secrets.text"], certificate.Verification.NotSearched);
        Assert.Equal("letters", Assert.Single(certificate.Verification.Findings).Table);
        Assert.Equal(PhysicalResidue.Possible, certificate.Residue);
        await using var scope = limited.NewScope();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Erasure.CompactAsync());
    }

    [Fact]
    public async Task A_database_that_cannot_be_searched_is_certified_as_such()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();
        await shop.ExecuteRawAsync(
            "PRAGMA writable_schema = ON; INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'broken', 'broken', 0, 'CREATE VIRTUAL TABLE broken USING absent(text)')");

        var certificate = await EraseAsync(shop, ada);

        Assert.False(certificate.IsComplete);
        Assert.Equal((VerificationScope.OwnPaths, VerificationShortfall.Failed), (certificate.Verification.Scope, certificate.Verification.Shortfall));
    }

    [Fact]
    public async Task There_is_no_other_scope()
    {
        await using var shop = await ShopHost.StartAsync(TestDatabase.Sqlite);
        var (ada, _) = await shop.AddPeopleAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => EraseAsync(shop, ada, verification: 0));
    }

    private static async Task<ErasureCertificate> EraseAsync(
        TestHost<ShopContext> shop,
        int id,
        bool compact = false,
        VerificationScope verification = VerificationScope.Identifiers,
        CancellationToken cancellationToken = default)
    {
        await using var scope = shop.NewScope();
        return await scope.Erasure.EraseAsync(
            await scope.Erasure.PlanAsync(DataSubject.Of<Customer>(id), cancellationToken: CancellationToken.None),
            new ErasureOptions { Verification = verification, Compact = compact },
            cancellationToken);
    }

    /// <summary>Does something after each commit: an erasure's is the first one of its context.</summary>
    private sealed class AfterCommit(Action action) : DbTransactionInterceptor
    {
        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            action();
            return Task.CompletedTask;
        }
    }
}
