namespace Gdpr.Toolkit.Erasure;

/// <summary>A row in which values were found.</summary>
/// <param name="Identity">What tells it, or the row that it is a part of, from all others; null where the model does not know.</param>
/// <param name="Key">Its primary key; empty where it has none, or holds what was found.</param>
/// <param name="IsSomebodys">Whether it leads to a person.</param>
/// <param name="Tenant">Its tenant; null where it has none.</param>
internal sealed record FoundRow(string? Identity, IReadOnlyList<object> Key, bool IsSomebodys, object? Tenant);
