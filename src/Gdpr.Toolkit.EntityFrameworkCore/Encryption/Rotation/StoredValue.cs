namespace Gdpr.Toolkit.Encryption;

/// <summary>A value as it is stored, and the primary key of its row as the database gives it.</summary>
internal sealed record StoredValue<T>(IReadOnlyList<object> Key, T Value);
