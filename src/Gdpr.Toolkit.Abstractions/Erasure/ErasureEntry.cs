namespace Gdpr.Toolkit.Erasure;

/// <summary>One line of a certificate: what was observed of one property in a number of rows.</summary>
public sealed record ErasureEntry
{
    /// <summary>Gets the public name of the entity, or the name of a source outside the database.</summary>
    public required string Entity { get; init; }

    /// <summary>Gets the path of the property within the entity; <c>*</c> where a row without personal data was deleted as a whole, and for the items of a source; null for a whole key.</summary>
    public required string? Property { get; init; }

    /// <summary>Gets what kind of personal data it is; null for a key, and for what is said of a source as a whole.</summary>
    public required PersonalDataCategory? Category { get; init; }

    /// <summary>Gets what was observed after the erasure.</summary>
    public required FieldErasureOutcome Outcome { get; init; }

    /// <summary>Gets in how many rows, or of how many items; 0 for what is said of a source as a whole.</summary>
    public required int Rows { get; init; }

    /// <summary>Gets the last day on which a retained value is kept.</summary>
    public DateOnly? RetainedUntil { get; init; }

    /// <summary>Gets the purpose for which a value is retained.</summary>
    public string? Purpose { get; init; }

    /// <summary>Gets the exception to erasure that applies.</summary>
    public RetentionException? Exception { get; init; }

    /// <summary>Gets the law that demands retention.</summary>
    public string? Law { get; init; }
}
