namespace Gdpr.Toolkit.Consent;

/// <summary>One entry of the history of a person's restrictions: placed or lifted.</summary>
/// <remarks>Immutable, in memory as in the database: lifting is a new entry with the same <see cref="Id"/>.</remarks>
public sealed record RestrictionRecord
{
    /// <summary>Gets the id of the restriction, which both of its entries share.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets why processing is, or was, restricted.</summary>
    public required RestrictionGround Ground { get; init; }

    /// <summary>Gets the one purpose that it is limited to; null when it holds for all.</summary>
    public required string? Purpose { get; init; }

    /// <summary>Gets whether this entry lifts the restriction.</summary>
    public required bool IsLifted { get; init; }

    /// <summary>Gets when the entry was recorded, in UTC and to the millisecond.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets how it reached the controller; for a lifting, who lifted it and how the person was told.</summary>
    public required ChoiceSource Source { get; init; }

    /// <summary>Gets when the person was told that it would be lifted (Art. 18(3)); null unless it was lifted.</summary>
    public DateTimeOffset? PersonInformedAt { get; init; }

    /// <summary>Gets the reason; null when none was given, or the person was erased.</summary>
    public string? Text { get; init; }

    /// <summary>Names ground and purpose, not the text.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Restriction ({Ground}) of {Purpose ?? "all purposes"}: {(IsLifted ? "lifted" : "placed")} (text withheld)";
}
