namespace Gdpr.Toolkit.Encryption;

/// <summary>The column that a value is bound to.</summary>
/// <param name="ColumnId">Declared and stable: a rename must not make data unreadable.</param>
/// <param name="DisplayName">What errors call it, such as <c>Customer.Email</c>.</param>
/// <param name="Padding">How the length of values is hidden.</param>
internal sealed record ColumnBinding(string ColumnId, string DisplayName, Padding Padding = default);
