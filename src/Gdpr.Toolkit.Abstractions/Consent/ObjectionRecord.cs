namespace Gdpr.Toolkit.Consent;

/// <summary>One entry of the history of a person's objections: made, upheld, overridden or taken back.</summary>
/// <remarks>Immutable, in memory as in the database: what happens later is a new entry with the same <see cref="Id"/>.</remarks>
public sealed record ObjectionRecord
{
    /// <summary>Gets the id of the objection, which all of its entries share.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the purpose that was objected to.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets where the objection stands after this entry.</summary>
    public required ObjectionState State { get; init; }

    /// <summary>Gets when the entry was recorded, in UTC and to the millisecond.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets how it reached the controller; for an assessment, who assessed.</summary>
    public required ChoiceSource Source { get; init; }

    /// <summary>Gets the person's reason or the controller's justification; null when none was given, or the person was erased.</summary>
    public string? Text { get; init; }

    /// <summary>Names purpose and state, not the text.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Objection to {Purpose}: {State} (text withheld)";
}
