namespace Gdpr.Toolkit.Consent;

/// <summary>Computes what time does to a consent.</summary>
internal static class ConsentTime
{
    /// <summary>Gives the status at an instant: from the instant of expiry on, a consent is expired.</summary>
    public static ConsentStatus StatusAt(this ConsentRecord? record, DateTimeOffset now) => record switch
    {
        null => ConsentStatus.Unknown,
        { ExpiresAt: { } expiry } when record.Status.IsValidForProcessing && now >= expiry => ConsentStatus.Expired,
        _ => record.Status,
    };
}
