using System.Text.Json;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Retention;

public class ExplainingTests
{
    private static readonly DateOnly Today = new(2026, 1, 15);

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_rests_on_consent_is_kept_only_while_it_is_given(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Taste = "tea", ContractEndedOn = Today });
        await using var scope = company.NewScope();

        var without = await TasteAsync(scope, ada);
        await scope.Consent.GiveAsync(ada, CompanyPurposes.Survey, Ticked());
        var given = await TasteAsync(scope, ada);
        company.Clock.Advance(TimeSpan.FromDays(10));
        await scope.Consent.WithdrawAsync(ada, CompanyPurposes.Survey, new ChoiceSource("web"));
        var withdrawn = await TasteAsync(scope, ada);
        var before = await TasteAsync(scope, ada, Today.AddDays(9));

        Assert.Equal(RetentionOutcome.NothingKeepsIt, without.Outcome);
        Assert.Contains("none is implied", without.ToText(), StringComparison.Ordinal);
        Assert.Equal(Today.AddYears(5), given.LastDay);
        Assert.Equal(Today.AddDays(10), withdrawn.EndedOn);
        Assert.Equal(Today.AddYears(5), before.LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_a_server_whose_clock_is_behind_has_withdrawn_no_longer_counts(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Taste = "tea", ContractEndedOn = Today });
        await using var scope = company.NewScope();
        await scope.Consent.GiveAsync(ada, CompanyPurposes.Survey, Ticked());

        company.Clock.Advance(TimeSpan.FromDays(-1));
        await scope.Consent.WithdrawAsync(ada, CompanyPurposes.Survey, new ChoiceSource("web"));

        Assert.Equal(RetentionOutcome.NothingKeepsIt, (await TasteAsync(scope, ada, Today)).Outcome);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_consent_that_expires_ends_the_purpose_on_that_day(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Taste = "tea", ContractEndedOn = Today });
        await using var scope = company.NewScope();
        await scope.Consent.GiveAsync(ada, CompanyPurposes.Survey, Ticked() with { ExpiresAt = Company.Noon(Today.AddMonths(6)) });

        Assert.Equal(Today.AddMonths(6).AddDays(-1), (await TasteAsync(scope, ada)).LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_propertys_own_period_shortens_its_purposes(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { BirthDate = new DateOnly(1815, 12, 10), ContractEndedOn = new DateOnly(2026, 1, 31) });
        await using var scope = company.NewScope();

        var birthDate = (await scope.Retention.ExplainAsync(ada)).Fields.Single(field => field.Property == "BirthDate").Explanation;

        // The service ends with the contract, before the property's own month does.
        Assert.Equal(new DateOnly(2026, 1, 31), birthDate.LastDay);
        Assert.Contains("The property is kept through 2026-02-28 at most.", birthDate.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_event_of_the_application_can_be_what_a_period_runs_from(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber
        {
            Tenders = { new Tender { Offer = "cheap", AwardedOn = new DateOnly(2025, 2, 28) }, new Tender { Offer = "dear" } },
        });
        await using var scope = company.NewScope();

        var offers = (await scope.Retention.ExplainAsync(ada)).Fields.Where(field => field.Property == "Offer").Select(field => field.Explanation).ToList();

        Assert.Equal([null, new DateOnly(2027, 2, 28)], offers.Select(offer => offer.LastDay).Order());
        Assert.Equal(OpenEndReason.AnchorNotReached, offers.Single(offer => offer.LastDay is null).OpenEnd);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_instant_counts_as_the_day_that_it_is_for_the_controller(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber
        {
            CardUses = { new CardUse { Door = "front", At = new DateTimeOffset(2026, 1, 9, 23, 30, 0, TimeSpan.Zero) } },
        });
        await using var scope = company.NewScope();

        var door = (await scope.Retention.ExplainAsync(ada)).Fields.Single(field => field.Property == "Door").Explanation;

        Assert.Equal(new DateOnly(2026, 3, 10), door.LastDay);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_explanation_prints_itself_and_holds_no_value(TestDatabase database)
    {
        await using var company = await Company.StartAsync(database, Today);
        var ada = await company.AddAsync(new Subscriber { Name = "Ada Lovelace", Email = "ada@example.org", ContractEndedOn = Today });
        await using var scope = company.NewScope();

        var explained = await scope.Retention.ExplainAsync(ada);

        Assert.Contains("Subscriber.Email (EmailAddress), 1 row\n  value: ", explained.ToText(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(explained.ToJson());
        Assert.Equal("2026-01-15", json.RootElement.GetProperty("asOf").GetString());
        Assert.Contains(json.RootElement.GetProperty("fields").EnumerateArray(), field => field.GetProperty("explanation").GetProperty("lastDay").GetString() == "2027-01-15");
        Assert.DoesNotContain("Lovelace", explained.ToText() + explained.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_not_there_is_an_error()
    {
        await using var company = await Company.StartAsync(TestDatabase.Sqlite, Today);
        await using var scope = company.NewScope();

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Retention.ExplainAsync(DataSubject.Of<Subscriber>(4711)));
    }

    private static async Task<RetentionExplanation> TasteAsync(TestScope<CompanyContext> scope, DataSubject subject, DateOnly? asOf = null)
        => (await scope.Retention.ExplainAsync(subject, asOf)).Fields.Single(field => field.Property == "Taste").Explanation;

    private static ConsentEvidence Ticked() => new()
    {
        Text = "Ask me.",
        TextVersion = "1",
        Method = ConsentMethod.Checkbox,
        Source = new ChoiceSource("web"),
    };
}
