namespace Gdpr.Toolkit.Erasure;

/// <summary>A column as the database describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsBinary">Whether it holds bytes only. On SQLite each value says that of itself.</param>
/// <param name="IsKey">Whether it is part of the primary key.</param>
/// <param name="IsReadable">Whether the connection may read it.</param>
internal sealed record StoredColumn(string Name, bool IsBinary, bool IsKey, bool IsReadable);
