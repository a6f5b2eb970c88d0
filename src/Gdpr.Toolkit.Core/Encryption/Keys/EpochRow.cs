namespace Gdpr.Toolkit.Encryption;

/// <summary>A key epoch as it is stored: the realm key's source, wrapped for the key encryption key and signed.</summary>
internal sealed class EpochRow
{
    public Guid StoreId { get; set; }

    public int Epoch { get; set; }

    public EpochState State { get; set; }

    /// <summary>The epoch before this one, or 0 for the first.</summary>
    public int PreviousEpoch { get; set; }

    /// <summary>CMS EnvelopedData; empty once the epoch is destroyed.</summary>
    public byte[] Envelope { get; set; } = [];

    /// <summary>CMS SignedData, detached, over all of the above.</summary>
    public byte[] Signature { get; set; } = [];

    /// <summary>Unix milliseconds; for people, not signed.</summary>
    public long CreatedAt { get; set; }
}
