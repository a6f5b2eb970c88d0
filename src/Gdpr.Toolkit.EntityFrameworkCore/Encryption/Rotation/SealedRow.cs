namespace Gdpr.Toolkit.Encryption;

/// <summary>An envelope as it is stored, and the primary key of its row as the database gives it.</summary>
internal sealed record SealedRow(IReadOnlyList<object> Key, byte[] Envelope);
