namespace Gdpr.Toolkit.Consent;

/// <summary>What is on record about one person and one purpose; null for what is not.</summary>
/// <param name="Consent">The last entry about consent.</param>
/// <param name="Objection">The last entry about an objection.</param>
/// <param name="RestrictedSince">Since when a restriction of the purpose, or of all processing, is in force.</param>
internal sealed record ChoiceFacts(ConsentRecord? Consent, ObjectionRecord? Objection, DateTimeOffset? RestrictedSince);
