using Gdpr.Toolkit.Retention;
using static Gdpr.Toolkit.Core.Tests.Retention.Case;

namespace Gdpr.Toolkit.Core.Tests.Retention;

/// <summary>What published privacy policies promise, computed to the day.</summary>
public class GoldenCaseTests
{
    private const string BookkeepingAct = "Bokföringslagen 1999:1078 ch. 7 § 2";

    private static readonly (AnchorName, string?)[] Ended = [(RetentionAnchor.ContractEnded, "2025-03-31")];

    [Fact]
    public void Marketing_lasts_twelve_months_after_the_contract_and_its_last_day_is_still_retained()
    {
        var last = Solve("2026-03-31", [Marketing()], Ended);
        var after = Solve("2026-04-01", [Marketing()], Ended);

        Assert.Equal((RetentionOutcome.KeptUntil, Day("2026-03-31"), "marketing"), (last.Outcome, last.LastDay, last.Purpose));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(2)), last.DueAt);
        Assert.Equal((RetentionOutcome.NothingKeepsIt, Day("2026-04-01")), (after.Outcome, after.EndedOn));
        Assert.Equal(last.DueAt, after.DueAt);
    }

    [Fact]
    public void An_objection_to_marketing_ends_it_that_day_and_invoices_stay()
    {
        var objected = new PurposeState { Objection = ObjectionFacts.Pending(Day("2025-06-01")) };
        (AnchorName, string?)[] invoice = [(RetentionAnchor.InvoiceDate, "2025-02-10")];

        var before = Solve("2025-05-31", [Marketing(objected)], Ended);
        var email = Solve("2025-06-01", [Marketing(objected)], Ended);
        var name = Solve("2025-06-01", [Marketing(objected), Accounting()], Ended, [invoice], erasure: "2025-06-01");

        Assert.Equal(["marketing"], before.LivePurposes);
        Assert.Equal((RetentionOutcome.NothingKeepsIt, Day("2025-06-01")), (email.Outcome, email.EndedOn));
        Assert.Equal((Day("2032-12-31"), "accounting", BookkeepingAct), (name.LastDay, name.Purpose, name.Law));
        Assert.Equal(["accounting"], name.LivePurposes);
    }

    [Theory]
    [InlineData("2024-06-30", "2031-12-31")]
    [InlineData("2024-12-31", "2031-12-31")]
    [InlineData("2025-06-30", "2032-12-31")]
    public void Accounting_records_are_kept_through_the_seventh_year_after_the_calendar_year_in_which_the_financial_year_ended(string end, string last)
    {
        var answer = Solve("2026-01-01", [Accounting()], [(RetentionAnchor.FiscalYearEnd, end)]);

        Assert.Equal((Day(last), BookkeepingAct), (answer.LastDay, answer.Law));
        Assert.Equal(new DateTimeOffset(Day(last).Year + 1, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), answer.DueAt);
    }

    [Fact]
    public void Erasing_an_access_card_row_before_its_minimum_is_deferred_and_not_refused()
    {
        var security = Claim("security", p => p
            .On(LegalBasis.LegitimateInterests, "keeping the premises safe")
            .RetainFor("P6M", RetentionAnchor.Created)
            .AtLeast("P2M", RetentionAnchor.Created, because: "incidents are found weeks later"));
        (AnchorName, string?)[] row = [(RetentionAnchor.Created, "2025-05-02")];

        var deferred = Solve("2025-06-01", [security], row, erasure: "2025-06-01");
        var after = Solve("2025-07-03", [security], row, erasure: "2025-06-01");

        Assert.Equal((RetentionOutcome.KeptUntil, Day("2025-07-02"), Day("2025-07-02")), (deferred.Outcome, deferred.LastDay, deferred.DeferredUntil));
        Assert.Contains("deferred through 2025-07-02, not refused", deferred.ToText(), StringComparison.Ordinal);
        Assert.Equal((RetentionOutcome.NothingKeepsIt, null), (after.Outcome, after.DeferredUntil));
    }

    [Theory]
    [InlineData("2024-01-31", "2024-02-29")]
    [InlineData("2025-01-31", "2025-02-28")]
    public void A_month_from_31_January_ends_with_February(string from, string last)
        => Assert.Equal(Day(last), Solve(from, [Month()], [(RetentionAnchor.Created, from)]).LastDay);

    [Fact]
    public void Phases_are_measured_from_the_original_date()
        => Assert.Equal(
            Day("2025-03-31"),
            Solve("2025-01-31", [Claim("two", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created).Then("P1M"))], [(RetentionAnchor.Created, "2025-01-31")]).LastDay);

    [Fact]
    public void A_sole_traders_organisation_number_is_kept_by_the_same_rules_as_any_other_number_of_the_person()
    {
        (AnchorName, string?)[] invoice = [(RetentionAnchor.InvoiceDate, "2024-05-02")];

        var answer = Solve("2026-01-01", [Marketing(), Accounting()], [.. Ended], [invoice], erasure: "2025-12-01");

        Assert.Equal((Day("2031-12-31"), "accounting"), (answer.LastDay, answer.Purpose));
        Assert.Equal(["accounting"], answer.LivePurposes);
    }

    private static RetentionClaim Marketing(PurposeState? state = null) => Claim(
        "marketing",
        p => p.As(ProcessingPurpose.DirectMarketing)
            .For(DataSubjectRole.Customer).On(LegalBasis.LegitimateInterests, "telling customers about our products")
            .RetainFor("P12M", from: RetentionAnchor.ContractEnded),
        state);

    private static RetentionClaim Accounting() => Claim(
        "accounting",
        p => p.On(LegalBasis.LegalObligation, law: BookkeepingAct).RetainFor("P7Y", from: RetentionAnchor.EndOfCalendarYearOfFiscalYearEnd));

    private static RetentionClaim Month() => Claim("month", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created));
}
