namespace Gdpr.Toolkit.Retention;

/// <summary>A property's own, shorter retention; without a date it has not begun to run.</summary>
internal sealed record RetentionNarrowing(RetentionPeriod Period, string FromProperty, DateOnly? From);
