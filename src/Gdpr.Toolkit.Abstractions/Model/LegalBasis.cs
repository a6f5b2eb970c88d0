namespace Gdpr.Toolkit;

/// <summary>Why processing is lawful (GDPR Art. 6(1)).</summary>
/// <remarks>There is no default: a purpose without a basis is an error when the application starts.</remarks>
public enum LegalBasis
{
    /// <summary>The person has given consent (Art. 6(1)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-a")]
    Consent = 1,

    /// <summary>Needed for a contract with the person, or before one at the person's request (Art. 6(1)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-b")]
    Contract = 2,

    /// <summary>Needed for a legal obligation of the controller (Art. 6(1)(c)). Needs a law citation.</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-c")]
    LegalObligation = 3,

    /// <summary>Needed to protect somebody's life (Art. 6(1)(d)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-d")]
    VitalInterests = 4,

    /// <summary>A task in the public interest or official authority (Art. 6(1)(e)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-e")]
    PublicTask = 5,

    /// <summary>Legitimate interests that the person's rights do not override (Art. 6(1)(f)). Needs the interest in words.</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A6-1-f")]
    LegitimateInterests = 6,
}
