using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Retention;
using static Gdpr.Toolkit.Core.Tests.Retention.Case;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class RetentionSolverTests
{
    private static readonly (AnchorName, string?)[] Created = [(RetentionAnchor.Created, "2025-01-01")];

    [Fact]
    public void A_value_without_purposes_and_holds_is_kept_by_nothing()
    {
        var answer = Solve("2025-01-01", []);

        Assert.Equal((RetentionOutcome.NothingKeepsIt, null, null), (answer.Outcome, answer.EndedOn, answer.DueAt));
        Assert.Equal("Nothing keeps it, and nothing ever did.", answer.ToString());
    }

    [Fact]
    public void The_purpose_that_ends_last_wins()
    {
        var answer = Solve("2025-02-01", [Year("service", "P1Y"), Year("support", "P3Y"), Year("survey", "P1M")], Created);

        Assert.Equal((Day("2028-01-01"), "support"), (answer.LastDay, answer.Purpose));
        Assert.Equal(["service", "support", "survey"], answer.LivePurposes);
    }

    [Fact]
    public void Of_purposes_that_end_on_one_day_the_law_is_named()
    {
        var law = Claim("law", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P1Y", RetentionAnchor.Created));

        Assert.Equal("an act", Solve("2025-02-01", [Year("service", "P12M"), law], Created).Law);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_period_whose_date_is_not_there_has_not_begun_to_run(bool declared)
    {
        var answer = Solve("2025-02-01", [Year("service", "P1Y")], declared ? [(RetentionAnchor.Created, null)] : []);

        Assert.Equal((RetentionOutcome.NoEndYet, OpenEndReason.AnchorNotReached), (answer.Outcome, answer.OpenEnd));
        Assert.Equal((1, null, null), (answer.Purposes[0].Phase, answer.LastDay, answer.DueAt));
    }

    [Fact]
    public void A_law_keeps_nothing_of_a_person_without_any_record_that_it_is_about()
    {
        var law = Claim("law", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P1Y", RetentionAnchor.InvoiceDate));

        Assert.Equal(RetentionOutcome.NothingKeepsIt, Solve("2025-02-01", [law], Created).Outcome);
        Assert.Equal(RetentionOutcome.NoEndYet, Solve("2025-02-01", [law], Created, [[(RetentionAnchor.InvoiceDate, null)]]).Outcome);
    }

    [Fact]
    public void A_value_whose_row_has_no_such_date_is_kept_as_long_as_the_last_record_of_the_person()
    {
        (AnchorName, string?)[][] person = [[(RetentionAnchor.InvoiceDate, "2024-03-01")], [(RetentionAnchor.InvoiceDate, "2025-03-01")], Created];
        var law = Claim("law", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P1Y", RetentionAnchor.InvoiceDate));

        var elsewhere = Solve("2025-04-01", [law], Created, person);
        var own = Solve("2025-02-01", [law], person[0], person);

        Assert.Equal(Day("2026-03-01"), elsewhere.LastDay);
        Assert.Equal(Day("2025-03-01"), own.LastDay);
    }

    [Fact]
    public void Consent_that_is_not_recorded_is_not_implied()
    {
        var answer = Solve("2025-01-02", [Newsletter(null)], Created);

        Assert.Equal(RetentionOutcome.NothingKeepsIt, answer.Outcome);
        Assert.Contains("No consent is recorded, and none is implied.", answer.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-01-31", false)]
    [InlineData("2025-02-01", true)]
    [InlineData("2025-03-31", true)]
    [InlineData("2025-04-01", false)]
    public void Consent_counts_from_the_day_it_is_given_until_the_day_it_is_withdrawn(string day, bool isLive)
    {
        var consent = new ConsentFacts(Day("2025-02-01"), Day("2025-04-01"));

        Assert.Equal(isLive, Solve(day, [Newsletter(consent)], Created).Purposes[0].IsLive);
    }

    [Fact]
    public void Consent_that_was_withdrawn_and_given_again_counts()
    {
        var again = new ConsentFacts(Day("2025-04-02"), Day("2025-04-01"));
        var sameDay = new ConsentFacts(Day("2025-04-01"), Day("2025-04-01"));

        Assert.Equal(Day("2026-01-01"), Solve("2025-05-01", [Newsletter(again)], Created).LastDay);
        Assert.Equal(RetentionOutcome.NothingKeepsIt, Solve("2025-04-01", [Newsletter(sameDay)], Created).Outcome);
    }

    [Fact]
    public void An_objection_to_legitimate_interests_restricts_until_it_is_assessed()
    {
        var pending = Solve("2025-03-01", [Analytics(ObjectionFacts.Pending(Day("2025-03-01")))], Created);
        var upheld = Solve("2025-04-01", [Analytics(ObjectionFacts.Upheld(Day("2025-03-01"), Day("2025-04-01")))], Created);
        var meanwhile = Solve("2025-03-31", [Analytics(ObjectionFacts.Overridden(Day("2025-03-01"), Day("2025-04-01")))], Created);
        var overridden = Solve("2025-04-01", [Analytics(ObjectionFacts.Overridden(Day("2025-03-01"), Day("2025-04-01")))], Created);

        Assert.Equal((RetentionOutcome.KeptUntil, true), (pending.Outcome, pending.IsRestricted));
        Assert.Equal((RetentionOutcome.NothingKeepsIt, Day("2025-04-01")), (upheld.Outcome, upheld.EndedOn));
        Assert.Equal((RetentionOutcome.KeptUntil, true), (meanwhile.Outcome, meanwhile.IsRestricted));
        Assert.Equal((RetentionOutcome.KeptUntil, false), (overridden.Outcome, overridden.IsRestricted));
    }

    [Fact]
    public void An_objection_to_what_cannot_be_objected_to_changes_nothing()
    {
        var objection = new PurposeState { Objection = ObjectionFacts.Upheld(Day("2025-01-02"), Day("2025-01-03")) };
        var contract = Claim("service", p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created), objection);

        var answer = Solve("2025-02-01", [contract], Created);

        Assert.Equal((Day("2026-01-01"), false), (answer.LastDay, answer.IsRestricted));
    }

    [Fact]
    public void A_value_is_restricted_only_when_every_purpose_that_keeps_it_is()
    {
        var restricted = Year("restricted", "P1Y") with { State = new PurposeState { RestrictedSince = Day("2025-02-01") } };

        Assert.False(Solve("2025-01-31", [restricted], Created).IsRestricted);
        Assert.True(Solve("2025-02-01", [restricted], Created).IsRestricted);
        Assert.False(Solve("2025-02-01", [restricted, Year("service", "P1Y")], Created).IsRestricted);
    }

    [Fact]
    public void A_request_for_erasure_ends_everything_but_laws_and_public_tasks()
    {
        RetentionClaim[] claims =
        [
            Year("contract", "P9Y"),
            Analytics(null),
            Claim("task", p => p.On(LegalBasis.PublicTask).RetainFor("P2Y", RetentionAnchor.Created)),
            Claim("law", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P3Y", RetentionAnchor.Created)),
        ];

        var before = Solve("2025-05-31", claims, Created, erasure: "2025-06-01");
        var after = Solve("2025-06-01", claims, Created, erasure: "2025-06-01");

        Assert.Equal(["contract", "analytics", "task", "law"], before.LivePurposes);
        Assert.Equal(["task", "law"], after.LivePurposes);
        Assert.Equal((Day("2028-01-01"), "law"), (after.LastDay, after.Purpose));
    }

    [Fact]
    public void A_minimum_beats_a_maximum_and_the_proof_says_so()
    {
        var claim = Claim("claims", p => p.On(LegalBasis.Contract)
            .RetainFor("P1Y", RetentionAnchor.Created)
            .AtLeast("P6M", RetentionAnchor.ContractEnded, RetentionException.LegalClaims)
            .AtMost("P1M", RetentionAnchor.Created));

        var answer = Solve("2025-01-10", [claim], [.. Created, (RetentionAnchor.ContractEnded, "2025-01-05")]);

        Assert.Equal(Day("2025-07-05"), answer.LastDay);
        Assert.Contains("beats the earlier end: erasing cannot be undone", answer.ToText(), StringComparison.Ordinal);
        Assert.Contains("because=LegalClaims", answer.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_an_exception_to_erasure_keeps_is_only_stored_and_what_the_purpose_still_needs_is_used()
    {
        var claims = Claim("claims", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created).AtLeast("P2M", RetentionAnchor.Created, RetentionException.LegalClaims));
        var need = Claim("need", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created).AtLeast("P2M", RetentionAnchor.Created, "we need it"));

        Assert.False(Solve("2025-02-01", [claims], Created).IsRestricted);
        Assert.True(Solve("2025-02-02", [claims], Created).IsRestricted);
        Assert.True(Solve("2025-01-15", [claims], Created, erasure: "2025-01-15").IsRestricted);
        Assert.False(Solve("2025-01-15", [need], Created, erasure: "2025-01-15").IsRestricted);
    }

    [Theory]
    [InlineData(null, "2025-01-31")]
    [InlineData("P2M", "2025-03-01")]
    public void A_propertys_own_retention_shortens_a_purpose_but_not_its_minimum(string? floor, string last)
    {
        var narrowing = new RetentionNarrowing(RetentionPeriod.Parse("P30D"), "EndedOn", Day("2025-01-01"));
        var claim = Claim(
            "service",
            p =>
            {
                var rule = p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created);
                if (floor is not null)
                    rule.AtLeast(floor, RetentionAnchor.Created, "we need it");
            },
            narrowing: narrowing);

        Assert.Equal(Day(last), Solve("2025-01-10", [claim], Created).LastDay);
    }

    [Fact]
    public void A_propertys_own_retention_never_shortens_a_law()
    {
        var law = Claim("law", p => p.On(LegalBasis.LegalObligation, law: "an act").RetainFor("P1Y", RetentionAnchor.Created));
        var narrowed = law with { Narrowing = new RetentionNarrowing(RetentionPeriod.Parse("P30D"), "EndedOn", Day("2025-01-01")) };

        Assert.Equal(Day("2026-01-01"), Solve("2025-01-10", [narrowed], Created).LastDay);
    }

    [Fact]
    public void A_legal_hold_suspends_the_end_until_it_is_lifted()
    {
        var standing = new HoldSpan("a dispute", Day("2025-01-15"), ReviewOn: Day("2025-07-01"));
        var lifted = standing with { LiftedOn = Day("2025-09-01") };

        var held = Solve("2025-06-01", [Year("service", "P1M")], Created, erasure: "2025-01-20", holds: standing);
        var ending = Solve("2025-06-01", [Year("service", "P1M")], Created, holds: lifted);
        var after = Solve("2025-09-01", [Year("service", "P1M")], Created, holds: lifted);

        Assert.Equal((RetentionOutcome.NoEndYet, OpenEndReason.LegalHold, true, null), (held.Outcome, held.OpenEnd, held.IsRestricted, held.Purpose));
        Assert.Equal((RetentionOutcome.KeptUntil, Day("2025-08-31")), (ending.Outcome, ending.LastDay));
        Assert.Equal((RetentionOutcome.NothingKeepsIt, Day("2025-09-01")), (after.Outcome, after.EndedOn));
    }

    [Theory]
    [InlineData("2024-12-31", 1, RetentionUse.InUse)]
    [InlineData("2025-02-01", 1, RetentionUse.InUse)]
    [InlineData("2025-02-02", 2, RetentionUse.KeptOnly)]
    [InlineData("2025-04-01", 2, RetentionUse.KeptOnly)]
    [InlineData("2025-04-02", null, RetentionUse.InUse)]
    public void A_phase_says_whether_the_data_is_used_or_only_kept(string day, int? phase, RetentionUse use)
    {
        var claim = Claim("service", p => p.On(LegalBasis.Contract).RetainFor("P1M", RetentionAnchor.Created).Then("P2M", RetentionUse.KeptOnly));

        var answer = Solve(day, [claim], Created);

        Assert.Equal((phase, use, use == RetentionUse.KeptOnly), (answer.Purposes[0].Phase, answer.Purposes[0].Use, answer.IsRestricted));
    }

    [Fact]
    public void Until_an_event_means_through_the_day_of_the_event()
    {
        var tender = Claim("tender", p => p.On(LegalBasis.Contract).RetainUntil("tenderAwarded"));

        Assert.Equal(Day("2025-05-05"), Solve("2025-05-01", [tender], [("tenderAwarded", "2025-05-05")]).LastDay);
        Assert.Equal(RetentionOutcome.NoEndYet, Solve("2025-05-01", [tender], [("tenderawarded", "2025-05-05")]).Outcome);
    }

    [Fact]
    public void Criteria_leave_the_end_to_somebody_and_a_maximum_still_ends_it()
    {
        var open = Claim("recruiting", p => p.On(LegalBasis.Contract).WithCriteria("while you may be offered a position"));
        var capped = Claim("recruiting", p => p.On(LegalBasis.Contract).WithCriteria("while you may be offered a position").AtMost("P2Y", RetentionAnchor.Created));

        Assert.Equal(OpenEndReason.Criteria, Solve("2025-05-01", [open], Created).OpenEnd);
        Assert.Equal(Day("2027-01-01"), Solve("2025-05-01", [capped], Created).LastDay);
    }

    [Fact]
    public void What_happens_at_the_end_is_what_the_last_purpose_says()
    {
        var anonymise = Claim("statistics", p => p.On(LegalBasis.Contract).RetainFor("P2Y", RetentionAnchor.Created).OnExpiry(ExpiryAction.Anonymise));
        var delete = Claim("service", p => p.On(LegalBasis.Contract).RetainFor("P1Y", RetentionAnchor.Created).OnExpiry(ExpiryAction.Delete));

        Assert.Equal(ExpiryAction.Anonymise, Solve("2025-05-01", [delete, anonymise], Created).OnExpiry);
        Assert.Equal(ExpiryAction.Anonymise, Solve("2030-05-01", [delete, anonymise], Created).OnExpiry);
        Assert.Equal(ExpiryAction.Delete, Solve("2025-05-01", [delete], Created).OnExpiry);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void The_first_and_the_last_day_of_the_calendar_are_days_like_others(string day)
    {
        (AnchorName, string?)[] row = [(RetentionAnchor.Created, day)];

        var kept = Solve(day, [Year("service", "P9999Y")], row);
        var ended = Solve(day, [Year("service", "P1Y")], row, erasure: day);

        Assert.Equal((Day("9999-12-31"), null), (kept.LastDay, kept.DueAt));
        Assert.Equal(RetentionOutcome.NothingKeepsIt, ended.Outcome);
    }

    [Fact]
    public void The_same_question_has_the_same_answer_to_the_letter()
        => Assert.Equal(
            Solve("2025-02-01", [Year("service", "P1Y")], Created).ToJson(),
            Solve("2025-02-01", [Year("service", "P1Y")], Created).ToJson());

    private static RetentionClaim Year(string name, string period)
        => Claim(name, p => p.On(LegalBasis.Contract).RetainFor(period, RetentionAnchor.Created));

    private static RetentionClaim Newsletter(ConsentFacts? consent)
        => Claim("newsletter", p => p.On(LegalBasis.Consent).RetainFor("P1Y", RetentionAnchor.Created), new PurposeState { Consent = consent });

    private static RetentionClaim Analytics(ObjectionFacts? objection)
        => Claim("analytics", p => p.On(LegalBasis.LegitimateInterests, "a better service").RetainFor("P1Y", RetentionAnchor.Created), new PurposeState { Objection = objection });
}
