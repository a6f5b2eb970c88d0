namespace Gdpr.Toolkit.Encryption;

/// <summary>What root and key rows have in common: a key wrapped under an epoch, its check value and a MAC over the row.</summary>
internal interface IWrappedKeyRow
{
    Guid StoreId { get; set; }

    byte[] Kid { get; set; }

    byte[] Kcv { get; set; }

    KeyState State { get; set; }

    int WrapEpoch { get; set; }

    byte[] Salt { get; set; }

    byte[]? Wrapped { get; set; }

    int Revision { get; set; }

    byte[] RowMac { get; set; }
}
