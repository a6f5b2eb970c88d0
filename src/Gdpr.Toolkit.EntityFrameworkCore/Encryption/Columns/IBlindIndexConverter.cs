namespace Gdpr.Toolkit.Encryption;

/// <summary>Marks the converter of the column that holds the blind index of an encrypted one.</summary>
internal interface IBlindIndexConverter
{
    EncryptedColumn Column { get; }
}
