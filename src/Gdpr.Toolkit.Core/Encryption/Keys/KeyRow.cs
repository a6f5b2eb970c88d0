namespace Gdpr.Toolkit.Encryption;

/// <summary>The key of one data subject and key group as it is stored.</summary>
internal sealed class KeyRow : IWrappedKeyRow
{
    /// <summary>Where the row lies in order of insertion; given by the store, not authenticated.</summary>
    public long Position { get; set; }

    public byte[] Kid { get; set; } = [];

    public Guid StoreId { get; set; }

    /// <summary>The data subject, or <see langword="null"/> while the row is provisional.</summary>
    public byte[]? SubjectRef { get; set; }

    public string Group { get; set; } = "";

    public int Version { get; set; }

    public byte[] Kcv { get; set; } = [];

    public KeyState State { get; set; }

    public int WrapEpoch { get; set; }

    public byte[] Salt { get; set; } = [];

    /// <summary>The wrapped key, or <see langword="null"/> in a tombstone.</summary>
    public byte[]? Wrapped { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix milliseconds after which nothing new is sealed, or <see langword="null"/>.</summary>
    public long? NotAfter { get; set; }

    public int Revision { get; set; }

    public byte[] RowMac { get; set; } = [];
}
