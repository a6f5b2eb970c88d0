namespace Gdpr.Toolkit.Encryption;

/// <summary>A table that a statement writes to.</summary>
/// <param name="Statement">The keyword of the statement.</param>
/// <param name="Schema">The schema, if the statement names one.</param>
/// <param name="Name">The table's name as it stands there; null if it cannot be told.</param>
internal sealed record WrittenTable(string Statement, string? Schema, string? Name);
