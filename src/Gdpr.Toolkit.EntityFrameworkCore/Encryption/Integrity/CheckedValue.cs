namespace Gdpr.Toolkit.Encryption;

/// <summary>What a row holds in one place.</summary>
/// <param name="Ways">One for each property that can be stored there.</param>
/// <param name="Stored">An envelope, or whatever else is there; null where nothing is.</param>
internal sealed record CheckedValue(IReadOnlyList<CheckedWay> Ways, object? Stored);
