namespace Gdpr.Toolkit.Consent;

/// <summary>What a controller needs to demonstrate a consent (GDPR Art. 7(1)).</summary>
/// <remarks>Immutable. It is stored in plain text and survives an erasure: put nothing into it that identifies the person.</remarks>
public sealed record ConsentEvidence
{
    /// <summary>Gets the exact text that the person saw or heard, before any name was filled in. Not empty.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the version of the text, such as <c>2026-03</c>. Not empty.</summary>
    public required string TextVersion { get; init; }

    /// <summary>Gets what the person did to consent, or to refuse.</summary>
    public required ConsentMethod Method { get; init; }

    /// <summary>Gets how it reached the controller.</summary>
    public required ChoiceSource Source { get; init; }

    /// <summary>Gets the instant from which the consent counts no more; null for one that lasts until it is withdrawn.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
