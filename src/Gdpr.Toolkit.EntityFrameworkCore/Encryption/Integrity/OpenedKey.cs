namespace Gdpr.Toolkit.Encryption;

/// <summary>A key that a value of a row needed, open or destroyed, and the first column that needed it.</summary>
internal readonly record struct OpenedKey(KeyId Kid, KeyOwner Owner, ColumnBinding Column);
