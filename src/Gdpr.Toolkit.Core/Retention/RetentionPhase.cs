namespace Gdpr.Toolkit.Retention;

/// <summary>One of the consecutive parts of a retention.</summary>
internal sealed record RetentionPhase(RetentionPeriod Period, RetentionUse Use);
