namespace Gdpr.Toolkit.Retention;

/// <summary>How many values fall due in one month.</summary>
/// <param name="Month">The month, as <c>yyyy-MM</c>.</param>
/// <param name="Due">How many values fall due in it.</param>
public sealed record RetentionForecastMonth(string Month, long Due);
