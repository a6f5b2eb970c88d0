namespace Gdpr.Toolkit.Retention;

/// <summary>When a person last consented, and when they withdrew (GDPR Art. 7(3)). Of one day, the withdrawal counts.</summary>
internal sealed record ConsentFacts(DateOnly GivenOn, DateOnly? WithdrawnOn = null)
{
    /// <summary>Gets since when the consent no longer counts; null when it was given again after being withdrawn.</summary>
    public DateOnly? EndsOn => WithdrawnOn >= GivenOn ? WithdrawnOn : null;
}
