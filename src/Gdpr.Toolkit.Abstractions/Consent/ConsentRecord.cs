namespace Gdpr.Toolkit.Consent;

/// <summary>One entry of a person's history of consents: given, refused, withdrawn or invalidated.</summary>
/// <remarks>Immutable, in memory as in the database: what happens later is a new entry.</remarks>
public sealed record ConsentRecord
{
    /// <summary>Gets the purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Gets what was recorded; never <see cref="ConsentStatus.Unknown"/> or <see cref="ConsentStatus.Expired"/>.</summary>
    public required ConsentStatus Status { get; init; }

    /// <summary>Gets when it was recorded, in UTC and to the millisecond.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets how it reached the controller.</summary>
    public required ChoiceSource Source { get; init; }

    /// <summary>Gets the text that was shown; null where a consent was withdrawn or invalidated.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the version of the text; null where there is no text.</summary>
    public string? TextVersion { get; init; }

    /// <summary>Gets what the person did; null where there is no text.</summary>
    public ConsentMethod? Method { get; init; }

    /// <summary>Gets the instant from which the consent counts no more; null for one that lasts until it is withdrawn.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
