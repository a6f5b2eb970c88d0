namespace Gdpr.Toolkit.Retention;

/// <summary>For how long a purpose keeps data: phases from one date, within a minimum and a maximum.</summary>
/// <remarks>"Until an event" is one phase without length; "by criteria" has no phases.</remarks>
internal sealed record RetentionRule
{
    public static RetentionRule Empty { get; } = new();

    public AnchorName? From { get; init; }

    public IReadOnlyList<RetentionPhase> Phases { get; init; } = [];

    public RetentionFloor? Floor { get; init; }

    public RetentionCeiling? Ceiling { get; init; }

    public string? Criteria { get; init; }

    public ExpiryAction OnExpiry { get; init; } = ExpiryAction.Erase;

    /// <summary>Gets whether the application said twice what the period runs from; an error.</summary>
    public bool IsRestated { get; init; }

    /// <summary>Gets all phases together, as one period from the original date.</summary>
    public RetentionPeriod Period => PeriodThrough(Phases.Count);

    /// <summary>Gets the dates from which something of the rule is counted.</summary>
    public IEnumerable<AnchorName> Anchors => new[] { From, Floor?.From, Ceiling?.From }.OfType<AnchorName>().Distinct();

    /// <summary>Adds up a number of phases: each ends where it would if it and those before it were one.</summary>
    public RetentionPeriod PeriodThrough(int phases)
        => Phases.Take(phases).Select(phase => phase.Period).Aggregate((sum, next) => sum.Plus(next));
}
