using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Rights;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Verification;

/// <summary>Whose the row is in which something was found.</summary>
public class WhoseRowTests
{
    private static readonly DateOnly Today = new(2026, 3, 31);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_row_that_leads_to_nobody_makes_the_erasure_incomplete(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Email = "ada@example.org" });
        await using var scope = company.NewScope();
        scope.Context.Add(new CardUse { Door = "opened for ada@example.org" });
        scope.Context.Add(new Subscriber { Email = "bob@example.org", CardUses = { new CardUse { Door = "held by ada@example.org" } } });
        await scope.Context.SaveChangesAsync();

        var certificate = await EraseAsync(scope, ada);

        Assert.False(certificate.IsComplete);
        Assert.Equal(
            [("CardUse", "Door", VerificationFindingKind.NobodysRow, 1L), ("CardUse", "Door", VerificationFindingKind.FoundElsewhere, 1L)],
            certificate.Verification.Findings.Select(finding => (finding.Table, finding.Column, finding.Kind, finding.Rows)));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Keys_of_rows_behind_a_boundary_are_not_listed_but_counted(TestDatabase database)
    {
        await using var host = await TestHost<BoundaryTests.HotelContext>.StartAsync(
            database, options => options.ConfigureToolkit = gdpr => gdpr.Purpose("stay", p => p.On(LegalBasis.Contract)));
        await using var scope = host.NewScope();
        var ada = new BoundaryTests.Guest { Hotel = 1, Name = "Ada Lovelace", Stays = { new BoundaryTests.Stay { Hotel = 1, Note = "asks for room seventeen" } } };
        var friend = new BoundaryTests.Guest { Hotel = 1, Name = "Bob", Stays = { new BoundaryTests.Stay { Hotel = 1, Note = "asks for room seventeen, too" } } };
        var hidden = new BoundaryTests.Guest { Hotel = 1, Name = "Cid", Stays = { new BoundaryTests.Stay { Hotel = 1, Wing = "sealed", Note = "asks for room seventeen, too" } } };
        var stranger = new BoundaryTests.Guest { Hotel = 2, Name = "Dan", Stays = { new BoundaryTests.Stay { Hotel = 2, Note = "asks for room seventeen, too" } } };
        scope.Context.AddRange(ada, friend, hidden, stranger);
        await scope.Context.SaveChangesAsync();

        var certificate = await EraseAsync(scope, DataSubject.Of<BoundaryTests.Guest>(ada.Id), VerificationScope.FullScan);

        var finding = Assert.Single(certificate.Verification.Findings);
        Assert.Equal(3, finding.Rows);
        Assert.Equal([friend.Stays[0].Id], Assert.Single(finding.Keys));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_sweep_verifies_as_far_as_it_is_told_with_one_search_for_all_it_erases(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        await company.AddAsync(new Subscriber { Name = "Ada", Email = "ada@example.org" });
        await company.AddAsync(new Subscriber { Name = "Bob", Email = "bob@example.org" });
        await company.ExecuteRawAsync("CREATE TABLE copies (id integer PRIMARY KEY, text text)");
        await company.ExecuteRawAsync("INSERT INTO copies VALUES (1, 'bob@example.org')");
        await using var scope = company.NewScope();
        scope.Context.RemoveRange(scope.Context.Subscribers);
        await scope.Context.SaveChangesAsync();

        await scope.Sweep.RunAsync(new SweepOptions { Verification = VerificationScope.Identifiers });

        var certificates = company.Certificates.Take();
        Assert.Equal([true, false], certificates.Select(certificate => certificate.IsComplete));
        Assert.Equal([VerificationScope.Identifiers], certificates.Select(certificate => certificate.Verification.Scope).Distinct());
        Assert.Equal(("copies", VerificationFindingKind.Unmapped), (certificates[1].Verification.Findings[0].Table, certificates[1].Verification.Findings[0].Kind));
    }

    private static async Task<ErasureCertificate> EraseAsync<TContext>(
        TestScope<TContext> scope, DataSubject person, VerificationScope verification = VerificationScope.Identifiers)
        where TContext : Microsoft.EntityFrameworkCore.DbContext
        => await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(person), new ErasureOptions { Verification = verification });
}
