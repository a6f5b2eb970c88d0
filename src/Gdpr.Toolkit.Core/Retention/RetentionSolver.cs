namespace Gdpr.Toolkit.Retention;

/// <summary>Answers until when one value is kept: as long as any of its purposes, or a legal hold.</summary>
/// <remarks>Pure and thread-safe: the same question gives the same answer, to the letter of its proof.</remarks>
internal sealed class RetentionSolver(RetentionCalendar calendar, ControllerZone zone)
{
    public RetentionCalendar Calendar => calendar;

    public RetentionExplanation Solve(RetentionQuestion question)
    {
        var claims = question.Claims.Select(claim => ClaimSolver.Solve(calendar, question, claim)).ToList();
        var spans = claims.Select(claim => claim.Days).Concat(question.Holds.Select(hold => hold.Days)).Where(days => !days.IsEmpty).ToList();
        var answer = spans.Exists(days => days.Contains(question.AsOf))
            ? Kept(question, claims, EndOfRun(spans, question.AsOf))
            : NotKept(question, claims, spans);
        return !question.IsProved ? answer : answer with
        {
            Proof = ProofSteps.Step(
                "value", RetentionSentence.Of(answer),
                [.. claims.Zip(answer.Purposes, PurposeStep), .. question.Holds.Select(hold => HoldStep(hold, question.AsOf))],
                ("asOf", ProofSteps.Text(question.AsOf)), ("erasureRequestedOn", ProofSteps.Text(question.ErasureRequestedOn))),
        };
    }

    /// <summary>Follows the days that are kept without a gap, from one on.</summary>
    private static LastKeptDay EndOfRun(List<KeptDays> spans, DateOnly from)
    {
        var last = spans.Where(days => days.Contains(from)).Max(days => days.Last);
        while (spans.Where(days => days.Prolongs(last)).Select(days => (LastKeptDay?)days.Last).Max() is { } later)
            last = later;
        return last;
    }

    private RetentionExplanation Kept(RetentionQuestion question, List<ClaimTimeline> claims, LastKeptDay last)
    {
        var live = claims.Where(claim => claim.IsLive(question.AsOf)).ToList();
        var winner = ByLawFirst(claims.Where(claim => !claim.Days.IsEmpty && claim.Days.Last == last));
        var purposes = claims.Select(claim => PurposeAnswer.Of(claim, question.AsOf)).ToList();
        return new RetentionExplanation
        {
            AsOf = question.AsOf,
            Outcome = last.IsNever ? RetentionOutcome.NoEndYet : RetentionOutcome.KeptUntil,
            LastDay = last.Date,
            DueAt = DueAfter(last.Date),
            OpenEnd = last.IsNever ? winner?.OpenEnd ?? OpenEndReason.LegalHold : null,
            Purpose = winner?.Claim.Purpose,
            Law = winner?.Claim.Rule.Law,
            DeferredUntil = Deferral(live, question),
            IsRestricted = purposes.TrueForAll(purpose => !purpose.IsLive || purpose.IsRestricted),
            OnExpiry = Expiry(winner ?? Longest(claims)),
            Purposes = purposes,
            Proof = PurposeAnswer.Unproved,
        };
    }

    private RetentionExplanation NotKept(RetentionQuestion question, List<ClaimTimeline> claims, List<KeptDays> spans)
    {
        var ended = spans.Where(days => days.Last.Number < question.AsOf.DayNumber).Select(days => days.Last.Date!.Value.AddDays(1)).ToList();
        DateOnly? endedOn = ended.Count == 0 ? null : ended.Max();
        return new RetentionExplanation
        {
            AsOf = question.AsOf,
            Outcome = RetentionOutcome.NothingKeepsIt,
            EndedOn = endedOn,
            DueAt = endedOn is { } day ? zone.StartOf(day) : null,
            IsRestricted = false,
            OnExpiry = Expiry(Longest(claims)),
            Purposes = [.. claims.Select(claim => PurposeAnswer.Of(claim, question.AsOf))],
            Proof = PurposeAnswer.Unproved,
        };
    }

    private DateTimeOffset? DueAfter(DateOnly? last)
        => last is { } day && day < DateOnly.MaxValue ? zone.StartOf(day.AddDays(1)) : null;

    private static DateOnly? Deferral(List<ClaimTimeline> live, RetentionQuestion question)
        => question.ErasureRequestedOn <= question.AsOf
            ? live.Select(claim => claim.DeferredThrough?.Date).Max()
            : null;

    private static ExpiryAction Expiry(ClaimTimeline? claim) => claim?.Claim.Rule.Retention?.OnExpiry ?? ExpiryAction.Erase;

    private static ClaimTimeline? Longest(List<ClaimTimeline> claims)
        => claims.Count == 0 ? null : ByLawFirst(claims.Where(claim => claim.Days.Last == claims.Max(other => other.Days.Last)));

    private static ClaimTimeline? ByLawFirst(IEnumerable<ClaimTimeline> claims)
        => claims.OrderByDescending(claim => claim.Claim.Rule.Basis == LegalBasis.LegalObligation)
            .ThenByDescending(claim => claim.Claim.Rule.IsExemptFromErasure)
            .FirstOrDefault();

    private static RetentionProof PurposeStep(ClaimTimeline claim, PurposeRetention answer)
        => ProofSteps.Step(
            "purpose", RetentionSentence.Of(answer), claim.Steps,
            ("purpose", answer.Purpose), ("basis", answer.Basis.ToString()), ("law", answer.Law), ("restrictedSince", ProofSteps.Text(claim.Claim.State.RestrictedSince)));

    private static RetentionProof HoldStep(HoldSpan hold, DateOnly asOf)
        => ProofSteps.Step(
            "legalHold", hold.Days.Contains(asOf) ? "The hold suspends the end." : "The hold does not count on this day.", [],
            ("reference", hold.Reference), ("placedOn", ProofSteps.Text(hold.PlacedOn)), ("reviewOn", ProofSteps.Text(hold.ReviewOn)), ("liftedOn", ProofSteps.Text(hold.LiftedOn)));
}
