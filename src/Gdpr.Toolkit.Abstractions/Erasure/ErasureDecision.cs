namespace Gdpr.Toolkit.Erasure;

/// <summary>One line of an erasure plan: what happens to one property in a number of rows, and why.</summary>
/// <remarks>Immutable; holds names and dates, never values.</remarks>
public sealed record ErasureDecision
{
    /// <summary>Gets the public name of the entity, such as <c>Invoice</c>, or the name of a source outside the database.</summary>
    public required string Entity { get; init; }

    /// <summary>Gets the path of the property within the entity, such as <c>Address.Street</c>; <c>*</c> where a row without personal data is deleted as a whole, and for the items of a source; null for a whole key.</summary>
    public required string? Property { get; init; }

    /// <summary>Gets what kind of personal data it is; null for a key, and for a source that holds nothing.</summary>
    public required PersonalDataCategory? Category { get; init; }

    /// <summary>Gets what happens.</summary>
    public required ErasureAction Action { get; init; }

    /// <summary>Gets in how many rows, or how many items; 0 where a source was asked and holds nothing.</summary>
    public required int Rows { get; init; }

    /// <summary>Gets whether the value is stored encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Gets the last day on which a retained value is kept; null for what is not retained.</summary>
    public DateOnly? RetainedUntil { get; init; }

    /// <summary>Gets the purpose for which a value is retained.</summary>
    public string? Purpose { get; init; }

    /// <summary>Gets the exception to erasure that applies.</summary>
    public RetentionException? Exception { get; init; }

    /// <summary>Gets the law that demands retention, as cited where the purpose was registered.</summary>
    public string? Law { get; init; }

    /// <summary>Gets the reason in a sentence.</summary>
    public required string Explanation { get; init; }
}
