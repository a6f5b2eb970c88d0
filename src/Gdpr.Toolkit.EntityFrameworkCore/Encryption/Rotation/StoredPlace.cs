namespace Gdpr.Toolkit.Encryption;

/// <summary>A column to go over, of envelopes or of documents with envelopes in them.</summary>
/// <param name="Id">The name of table and column.</param>
/// <param name="ScanAsync">Does one page of rows, after those with a primary key, or from the first one.</param>
internal sealed record StoredPlace(string Id, Func<IReadOnlyList<object>?, CancellationToken, Task<ScannedPage>> ScanAsync);
