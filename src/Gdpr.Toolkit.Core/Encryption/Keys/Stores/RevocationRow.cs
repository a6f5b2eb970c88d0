namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells every process that a key is being destroyed, until none can use it any more.</summary>
/// <remarks>Not authenticated: whoever takes one away gains that a process uses a key until its cache lets go of it.</remarks>
internal sealed class RevocationRow
{
    public byte[] Kid { get; set; } = [];

    /// <summary>Unix milliseconds.</summary>
    public long RequestedAt { get; set; }
}
