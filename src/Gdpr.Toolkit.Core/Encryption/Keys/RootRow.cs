namespace Gdpr.Toolkit.Encryption;

/// <summary>A root key as it is stored. Roots outlive epochs, so that subject references and indexes survive a rotation.</summary>
internal sealed class RootRow : IWrappedKeyRow
{
    public Guid StoreId { get; set; }

    public RootKind Kind { get; set; }

    public int Version { get; set; }

    public byte[] Kid { get; set; } = [];

    public byte[] Kcv { get; set; } = [];

    public KeyState State { get; set; }

    public int WrapEpoch { get; set; }

    public byte[] Salt { get; set; } = [];

    public byte[]? Wrapped { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; set; }

    public int Revision { get; set; }

    public byte[] RowMac { get; set; } = [];
}
