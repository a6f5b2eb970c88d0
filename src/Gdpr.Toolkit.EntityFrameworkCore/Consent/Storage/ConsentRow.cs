namespace Gdpr.Toolkit.Consent;

/// <summary>A consent given, refused, withdrawn or invalidated, as it is stored.</summary>
internal sealed class ConsentRow : ChoiceRow
{
    public ConsentStatus Status { get; set; }

    public ConsentMethod? Method { get; set; }

    public string? Text { get; set; }

    public string? TextVersion { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long? ExpiresAt { get; set; }
}
