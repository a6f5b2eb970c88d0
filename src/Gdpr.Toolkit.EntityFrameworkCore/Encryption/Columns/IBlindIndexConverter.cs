namespace Gdpr.Toolkit.Encryption;

/// <summary>Marks the converter of the column that holds the blind index of an encrypted one.</summary>
internal interface IBlindIndexConverter
{
    EncryptedColumn Column { get; }

    /// <summary>Gets which of the two columns of the index it is.</summary>
    IndexSlot Slot { get; }
}
