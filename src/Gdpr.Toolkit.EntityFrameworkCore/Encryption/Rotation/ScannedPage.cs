namespace Gdpr.Toolkit.Encryption;

/// <summary>What came of a page of rows.</summary>
/// <param name="Last">The primary key of the last row; null when there were none left.</param>
/// <param name="Left">How many rows were left as they were, although they have to be changed.</param>
internal readonly record struct ScannedPage(IReadOnlyList<object>? Last, long Left);
