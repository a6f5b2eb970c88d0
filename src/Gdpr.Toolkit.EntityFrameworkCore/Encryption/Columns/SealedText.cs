namespace Gdpr.Toolkit.Encryption;

/// <summary>A column in which the library itself keeps sealed text.</summary>
/// <param name="Column">What its values are bound to.</param>
/// <param name="Cipher">What seals and opens them.</param>
/// <param name="Reference">The property of the same row that holds the reference of the key; null where one key is for all rows.</param>
internal sealed record SealedText(ColumnBinding Column, FieldCipher<string> Cipher, string? Reference);
