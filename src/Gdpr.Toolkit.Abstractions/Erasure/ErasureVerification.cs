namespace Gdpr.Toolkit.Erasure;

/// <summary>How far an erasure was verified, and what a search of the database has found.</summary>
public sealed record ErasureVerification
{
    /// <summary>Gets the scope that was asked for.</summary>
    public VerificationScope Requested { get; init; } = VerificationScope.OwnPaths;

    /// <summary>Gets the scope that was reached.</summary>
    public VerificationScope Scope { get; init; } = VerificationScope.OwnPaths;

    /// <summary>Gets why <see cref="Scope"/> is not <see cref="Requested"/>; null where it is.</summary>
    public VerificationShortfall? Shortfall { get; init; }

    /// <summary>Gets how many values were searched for.</summary>
    public int Values { get; init; }

    /// <summary>Gets how many of them say nothing about this person, because somebody else holds them too. Where these lie is not listed.</summary>
    public int HeldByOthers { get; init; }

    /// <summary>Gets how many columns were searched.</summary>
    public int Columns { get; init; }

    /// <summary>Gets the names of tables and columns that could not be read.</summary>
    public IReadOnlyList<string> NotSearched { get; init; } = [];

    /// <summary>Gets the names of properties, such as <c>Call.Note</c>, of which not all erased values were searched for, because there were too many.</summary>
    public IReadOnlyList<string> NotSearchedFor { get; init; } = [];

    /// <summary>Gets what was found.</summary>
    public IReadOnlyList<VerificationFinding> Findings { get; init; } = [];

    /// <summary>Gets whether the search left nothing to be done: nothing was found but in other people's rows, and nobody failed to look.</summary>
    public bool IsComplete
        => Shortfall is null or VerificationShortfall.NothingToSearchFor
            && Findings.All(finding => finding.Kind == VerificationFindingKind.FoundElsewhere);
}
