namespace Gdpr.Toolkit.Model;

/// <summary>The shadow properties of a person's entity that say how far its erasure has come.</summary>
internal static class SoftErasureProperties
{
    /// <summary>When the person's entity was removed; Unix milliseconds.</summary>
    public const string RequestedAt = "ErasureRequestedAt";

    /// <summary>When the person's data was erased; Unix milliseconds.</summary>
    public const string ErasedAt = "ErasedAt";

    /// <summary>The id of the certificate of the last erasure that came through.</summary>
    public const string CertificateId = "ErasureCertificateId";
}
