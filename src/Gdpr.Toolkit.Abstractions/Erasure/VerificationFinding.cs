namespace Gdpr.Toolkit.Erasure;

/// <summary>A column of the database in which values of an erased person were found. Never says which.</summary>
public sealed record VerificationFinding
{
    /// <summary>Gets the name of the table, with its schema where it is not the default one.</summary>
    public required string Table { get; init; }

    /// <summary>Gets the name of the column.</summary>
    public required string Column { get; init; }

    /// <summary>Gets whose row it is.</summary>
    public required VerificationFindingKind Kind { get; init; }

    /// <summary>Gets in how many rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the primary keys of the first 100 of these rows, for those who review them.</summary>
    /// <value>
    /// They are not in the signed document. Keys that lie behind another tenant's boundary, and keys that hold a value of the person, are left out.
    /// </value>
    public IReadOnlyList<IReadOnlyList<object>> Keys { get; init; } = [];
}
