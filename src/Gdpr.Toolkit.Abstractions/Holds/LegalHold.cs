namespace Gdpr.Toolkit.Holds;

/// <summary>A legal hold as it is on record (GDPR Art. 17(3)(e), 18(2)).</summary>
/// <remarks>Immutable.</remarks>
public sealed record LegalHold
{
    /// <summary>Gets the id, which plans, proofs and logs name instead of the reason.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the pseudonymous reference of the person, 64 hexadecimal digits; null when it holds for everybody.</summary>
    public string? SubjectReference { get; init; }

    /// <summary>Gets the full name of the entity whose rows are held; null for all rows.</summary>
    public string? Entity { get; init; }

    /// <summary>Gets the purpose whose values are held; null for all values.</summary>
    public string? Purpose { get; init; }

    /// <summary>Gets why it was placed. Confidential: stored encrypted, and part of no plan, proof, export or log.</summary>
    /// <value>Null once an erasure of the person has taken the text of a released hold.</value>
    public required string? Reason { get; init; }

    /// <summary>Gets who placed it, as a role or a staff number.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>Gets when it was placed, in UTC and to the millisecond.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Gets the day on which somebody has to look whether it is still needed. Nothing ends by itself on it.</summary>
    public required DateOnly ReviewOn { get; init; }

    /// <summary>Gets when it was released; null while it is in force.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Gets who released it; null while it is in force.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>Gets whether it suspends erasures and sweeps.</summary>
    public bool IsInForce => ReleasedAt is null;

    /// <summary>Names id and scope, not the reason.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Legal hold {Id:D} on {(SubjectReference is null ? "everybody" : "one person (withheld)")}, {Entity ?? "all rows"}, {Purpose ?? "all purposes"} (reason withheld)";
}
