using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

/// <summary>The promises of the published policies, kept with a database.</summary>
public class GoldenTests
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_1_marketing_ends_twelve_months_after_the_contract(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2025, 7, 1));
        var ada = await company.AddAsync(Ada());
        await using var scope = company.NewScope();

        var lastDay = await EmailAsync(scope, ada, new DateOnly(2026, 3, 31));
        var dayAfter = await EmailAsync(scope, ada, new DateOnly(2026, 4, 1));

        Assert.Equal((RetentionOutcome.KeptUntil, new DateOnly(2026, 3, 31)), (lastDay.Outcome, lastDay.LastDay));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(2)), lastDay.DueAt);
        Assert.Equal((RetentionOutcome.NothingKeepsIt, new DateOnly(2026, 4, 1)), (dayAfter.Outcome, dayAfter.EndedOn));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_1_an_objection_ends_marketing_that_day_and_invoices_stay(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2025, 6, 1));
        var ada = await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        await scope.Objections.ObjectAsync(ada, CompanyPurposes.Marketing, new ChoiceSource("web"));

        var before = await EmailAsync(scope, ada, new DateOnly(2025, 5, 31));
        var explained = await scope.Retention.ExplainAsync(ada, new DateOnly(2025, 6, 1));

        Assert.Equal(new DateOnly(2026, 3, 31), before.LastDay);
        var email = explained.Fields.Single(field => field.Property == "Email").Explanation;
        Assert.Equal((RetentionOutcome.NothingKeepsIt, new DateOnly(2025, 6, 1)), (email.Outcome, email.EndedOn));
        Assert.Contains("objected to direct marketing", email.ToText(), StringComparison.Ordinal);
        var bill = explained.Fields.Single(field => field.Property == "BilledTo").Explanation;
        Assert.Equal((new DateOnly(2031, 12, 31), "Bokföringslagen 1999:1078 ch. 7 § 2"), (bill.LastDay, bill.Law));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_1_the_proof_reports_where_a_law_keeps_what_the_policy_says_goes(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2026, 4, 1));
        var ada = await company.AddAsync(Ada());
        await using var scope = company.NewScope();

        var name = (await scope.Retention.ExplainAsync(ada)).Fields.Single(field => field.Property == "Name").Explanation;

        Assert.Equal((new DateOnly(2031, 12, 31), CompanyPurposes.Accounting), (name.LastDay, name.Purpose));
        Assert.Contains("property: A property's own retention does not shorten what a law demands.", name.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_2_financial_years_that_end_in_one_calendar_year_are_kept_as_long(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, new DateOnly(2025, 7, 1));
        var ada = Ada();
        ada.Bills.Add(new Bill { BilledTo = "Ada", FiscalYearEnd = new DateOnly(2024, 12, 31) });
        ada.Bills.Add(new Bill { BilledTo = "Ada", FiscalYearEnd = new DateOnly(2025, 6, 30) });
        var subject = await company.AddAsync(ada);
        await using var scope = company.NewScope();

        var explained = await scope.Retention.ExplainAsync(subject);

        Assert.Equal(
            [(new DateOnly(2031, 12, 31), 2), (new DateOnly(2032, 12, 31), 1)],
            explained.Fields.Where(field => field.Property == "BilledTo")
                .GroupBy(field => field.Explanation.LastDay!.Value)
                .Select(group => (group.Key, group.Sum(field => field.Rows))).Order());
        Assert.Equal(new DateOnly(2032, 12, 31), explained.Fields.Single(field => field.Property == "Name").Explanation.LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_3_an_erasure_is_deferred_while_the_minimum_runs_and_not_refused(TestDatabase database)
    {
        var today = new DateOnly(2026, 3, 31);
        await using var company = await Company.StartAsync(database, today);
        var ada = Ada();
        ada.CardUses.Add(new CardUse { Door = "main entrance", At = Company.Noon(today.AddDays(-30)) });
        ada.CardUses.Add(new CardUse { Door = "back door", At = Company.Noon(today.AddDays(-90)) });
        var subject = await company.AddAsync(ada);
        await using var scope = company.NewScope();

        var plan = await scope.Erasure.PlanAsync(subject);
        var certificate = await scope.Erasure.EraseAsync(plan);

        var deferred = plan.Decisions.Single(decision => decision is { Property: "Door", Action: ErasureAction.Retain });
        Assert.Equal((1, new DateOnly(2026, 5, 1), RetentionException.LegalClaims), (deferred.Rows, deferred.RetainedUntil, deferred.Exception));
        Assert.True(certificate.IsComplete);
        Assert.Equal("main entrance", await company.RawAsync("""SELECT "Door" FROM "CardUse" """));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Golden_6_who_objects_to_marketing_gets_service_mail_and_no_newsletter_also_when_the_address_comes_back_after_an_erasure(TestDatabase database)
    {
        const string Address = "ada@example.org";
        await using var company = await Company.StartAsync(database, new DateOnly(2025, 6, 1));
        var ada = await company.AddAsync(Ada());
        await using var scope = company.NewScope();
        await scope.Objections.ObjectAsync(ada, CompanyPurposes.Marketing, new ChoiceSource("web"), suppress: [ContactPoint.Email(Address)]);

        var service = await scope.Guard.CanContactAsync(ada, CompanyPurposes.Service, ContactPoint.Email(Address));
        var newsletter = await scope.Guard.CanContactAsync(ada, CompanyPurposes.Marketing, ContactPoint.Email(Address));
        var certificate = await scope.Erasure.EraseAsync(await scope.Erasure.PlanAsync(ada, ErasureGround.DirectMarketingObjection));
        var imported = await company.AddAsync(new Subscriber { Name = "A. Lovelace", Email = "ADA@example.org " });
        await using var later = company.NewScope();

        Assert.Equal((true, false, true), (service, newsletter, certificate.IsComplete));
        Assert.True(await later.Suppressions.ContainsAsync(ContactPoint.Email("Ada@Example.org")));
        Assert.Equal(PurposeStatusReason.ContactSuppressed, (await later.Guard.LoadStatusAsync(imported, CompanyPurposes.Marketing, ContactPoint.Email("ADA@example.org "))).Reason);
        Assert.False(await later.Guard.CanContactAsync(imported, CompanyPurposes.Marketing, ContactPoint.Email("ADA@example.org ")));
        Assert.True(await later.Guard.CanContactAsync(imported, CompanyPurposes.Service, ContactPoint.Email("ADA@example.org ")));
        Assert.True(await later.Guard.CanContactAsync(imported, CompanyPurposes.Marketing, ContactPoint.Email("another@example.org")));
    }

    private static async Task<RetentionExplanation> EmailAsync(TestScope<CompanyContext> scope, DataSubject subject, DateOnly asOf)
        => (await scope.Retention.ExplainAsync(subject, asOf)).Fields.Single(field => field.Property == "Email").Explanation;

    private static Subscriber Ada() => new()
    {
        Name = "Ada Lovelace",
        Email = "ada@example.org",
        ContractEndedOn = new DateOnly(2025, 3, 31),
        Bills = { new Bill { BilledTo = "Ada Lovelace", FiscalYearEnd = new DateOnly(2024, 6, 30) } },
    };
}
