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

    public required IReadOnlyList<RetentionProof> Steps { get; init; }

    public bool IsLive(DateOnly day) => Days.Contains(day);
}
