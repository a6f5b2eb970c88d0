namespace Gdpr.Toolkit.Encryption;

/// <summary>One row of a <see cref="TaggedColumn"/>, as it is stored.</summary>
/// <param name="Key">The primary key, as the database gives it.</param>
/// <param name="Envelope">The value.</param>
/// <param name="InForce">Its tag under the root that is in force; null when it was cleared.</param>
/// <param name="Next">Its tag under the next root.</param>
internal sealed record TaggedRow(IReadOnlyList<object> Key, byte[]? Envelope, byte[]? InForce, byte[]? Next);
