namespace Gdpr.Toolkit.Consent;

/// <summary>Tells which consents allow processing.</summary>
public static class ConsentStatusExtensions
{
    extension(ConsentStatus status)
    {
        /// <summary>Gets whether data may be processed by this consent: only while it is given (GDPR Art. 6(1)(a)).</summary>
        public bool IsValidForProcessing => status is ConsentStatus.Given or ConsentStatus.RenewedGiven;
    }
}
