namespace Gdpr.Toolkit.Encryption;

/// <summary>Marks the converter of an encrypted column.</summary>
internal interface IEncryptedConverter
{
    EncryptedColumn Column { get; }
}
