namespace Gdpr.Toolkit.Consent;

/// <summary>Where a person's consent to a purpose stands.</summary>
public enum ConsentStatus
{
    /// <summary>Nothing is recorded. Somebody looked: a look-up that fails throws instead.</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentUnknown")]
    Unknown = 0,

    /// <summary>The person consented.</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentGiven")]
    Given = 1,

    /// <summary>The person consented again while an earlier consent was in force, to a newer text for example.</summary>
    [DpvTerm("https://w3id.org/dpv#RenewedConsentGiven")]
    RenewedGiven = 2,

    /// <summary>The person was asked and said no.</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentRefused")]
    Refused = 3,

    /// <summary>The person took the consent back (GDPR Art. 7(3)).</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentWithdrawn")]
    Withdrawn = 4,

    /// <summary>The time for which it was given is over. Computed, never recorded.</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentExpired")]
    Expired = 5,

    /// <summary>The controller found that it was no valid consent: not free, not informed, not specific (Art. 7).</summary>
    [DpvTerm("https://w3id.org/dpv#ConsentInvalidated")]
    Invalidated = 6,
}
