namespace Gdpr.Toolkit.Erasure;

/// <summary>Where a value of an erased person was found.</summary>
public enum VerificationFindingKind
{
    /// <summary>In a table or column that the model does not know. The erasure is not complete.</summary>
    Unmapped = 1,

    /// <summary>In a row of the person's own, in a column that is not retained. The erasure is not complete.</summary>
    OwnRow = 2,

    /// <summary>In a row that leads to nobody. The erasure is not complete.</summary>
    NobodysRow = 3,

    /// <summary>In a row of somebody else, or in somebody else's part of a shared row: theirs to keep, or quoted by them. For review.</summary>
    FoundElsewhere = 4,
}
