namespace Gdpr.Toolkit.Erasure;

/// <summary>A table as the database describes it, whether the model knows it or not.</summary>
/// <param name="Schema">Its schema; null on SQLite.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsInDefaultSchema">Whether it is found without naming the schema.</param>
/// <param name="IsWhole">Whether all of its rows can be read: no row-level security hides some.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record StoredTable(string? Schema, string Name, bool IsInDefaultSchema, bool IsWhole, IReadOnlyList<StoredColumn> Columns)
{
    public string DisplayName => IsInDefaultSchema ? Name : $"{Schema}.{Name}";

    public bool Is(string name, string? schema) => Name == name && (schema is null ? IsInDefaultSchema : Schema == schema);
}
