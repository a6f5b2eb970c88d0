namespace Gdpr.Toolkit.Retention;

/// <summary>On which days one purpose keeps a value, and why.</summary>
internal sealed record ClaimTimeline
{
    public required RetentionClaim Claim { get; init; }

    public required KeptDays Days { get; init; }

    /// <summary>Gets why there is no end; null when there is one.</summary>
    public OpenEndReason? OpenEnd { get; init; }

    /// <summary>Gets the date that the phases run from; null when it is not there.</summary>
    public DateOnly? Anchor { get; init; }

    /// <summary>Gets through which day a minimum defers an erasure that was asked for; null when it does not.</summary>
    public LastKeptDay? DeferredThrough { get; init; }

    /// <summary>Gets the last day on which the value would be kept without the minimum.</summary>
    public required LastKeptDay LastWithoutFloor { get; init; }

    public required IReadOnlyList<RetentionProof> Steps { get; init; }

    public bool IsLive(DateOnly day) => Days.Contains(day);

    /// <summary>Whether on a day only an exception of Art. 17(3) keeps the value: that is a ground to wait with erasure, not to process.</summary>
    public bool IsKeptByException(DateOnly day)
        => Claim.Rule.Retention?.Floor?.Exception is not null && IsLive(day) && day.DayNumber > LastWithoutFloor.Number;
}
