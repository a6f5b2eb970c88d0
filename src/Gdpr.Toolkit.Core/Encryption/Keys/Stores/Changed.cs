namespace Gdpr.Toolkit.Encryption;

/// <summary>A row to write in the place of one that was read.</summary>
/// <param name="Row">The row as it is to be.</param>
/// <param name="Stored">The signature or MAC of the row as it was read. Where the store holds another one, nothing is written.</param>
internal sealed record Changed<TRow>(TRow Row, byte[] Stored);
