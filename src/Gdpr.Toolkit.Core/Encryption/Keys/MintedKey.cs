namespace Gdpr.Toolkit.Encryption;

/// <summary>A new key and the row that has to be committed before, or atomically with, the first value sealed under it.</summary>
internal sealed record MintedKey(KeyRow Row, SubjectKey Key);
