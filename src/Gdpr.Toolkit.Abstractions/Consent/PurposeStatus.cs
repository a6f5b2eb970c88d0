namespace Gdpr.Toolkit.Consent;

/// <summary>Whether one person's data may be processed for one purpose now, and why.</summary>
/// <remarks>Immutable. It holds for the moment at which it was read: ask again before each use.</remarks>
public sealed record PurposeStatus
{
    /// <summary>Gets the purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets whether the data may be processed.</summary>
    public required ProcessingVerdict Verdict { get; init; }

    /// <summary>Gets why.</summary>
    public required PurposeStatusReason Reason { get; init; }

    /// <summary>Gets since when, in UTC; null when nothing was ever recorded that decides it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the reason in a sentence, without personal data.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets whether the data may be processed as if nothing had been said against it.</summary>
    public bool MayProcess => Verdict == ProcessingVerdict.Allowed;
}
