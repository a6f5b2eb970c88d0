namespace Gdpr.Toolkit.Retention;

/// <summary>How one person stands to one purpose, as recorded.</summary>
internal sealed record PurposeState
{
    public static PurposeState Initial { get; } = new();

    public ConsentFacts? Consent { get; init; }

    public ObjectionFacts? Objection { get; init; }

    /// <summary>Gets since when the processing is restricted (GDPR Art. 18(1)); null when it is not.</summary>
    public DateOnly? RestrictedSince { get; init; }
}
