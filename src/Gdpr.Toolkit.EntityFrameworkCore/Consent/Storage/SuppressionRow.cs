namespace Gdpr.Toolkit.Consent;

/// <summary>An address that must not be contacted, as a keyed hash.</summary>
internal sealed class SuppressionRow
{
    public ContactPointKind Kind { get; set; }

    public byte[] Reference { get; set; } = [];

    /// <summary>Unix milliseconds.</summary>
    public long AddedAt { get; set; }
}
