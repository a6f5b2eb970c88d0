namespace Gdpr.Toolkit.Retention;

/// <summary>Tells what one purpose demands on a day.</summary>
internal static class PurposeAnswer
{
    /// <summary>Gets what stands in place of a proof until the answer that it proves is there.</summary>
    public static RetentionProof Unproved { get; } = ProofSteps.Step("value", "", []);

    public static PurposeRetention Of(ClaimTimeline timeline, DateOnly day)
    {
        var claim = timeline.Claim;
        var isLive = timeline.IsLive(day);
        var phase = isLive ? PhaseOn(timeline, day) : null;
        var use = timeline.IsKeptByException(day) ? RetentionUse.KeptOnly
            : phase is { } number ? claim.Rule.Retention!.Phases[number - 1].Use
            : RetentionUse.InUse;
        return new PurposeRetention
        {
            Purpose = claim.Purpose,
            Basis = claim.Rule.Basis!.Value,
            Law = claim.Rule.Law,
            IsLive = isLive,
            FirstDay = timeline.Days is { IsEmpty: false, First: > 0 } days ? DateOnly.FromDayNumber(days.First) : null,
            LastDay = timeline.Days.IsEmpty ? null : timeline.Days.Last.Date,
            OpenEnd = timeline.OpenEnd,
            Phase = phase,
            Use = use,
            IsRestricted = isLive && (use == RetentionUse.KeptOnly || IsRestricted(claim, day)),
        };
    }

    private static bool IsRestricted(RetentionClaim claim, DateOnly day)
        => claim.State.RestrictedSince <= day
            || (!claim.IsDirectMarketing && claim.Rule.CanBeObjectedTo && claim.State.Objection?.IsUnderAssessment(day) == true);

    // Before its date the first phase counts; what a minimum keeps longer is counted to the last one.
    private static int? PhaseOn(ClaimTimeline timeline, DateOnly day)
    {
        if (timeline.Claim.Rule.Retention is not { Phases.Count: > 0 } rule)
            return null;
        if (timeline.Anchor is not { } from)
            return 1;
        var over = Enumerable.Range(1, rule.Phases.Count).Count(phases => rule.PeriodThrough(phases).LastDay(from) < day);
        return Math.Min(over + 1, rule.Phases.Count);
    }
}
