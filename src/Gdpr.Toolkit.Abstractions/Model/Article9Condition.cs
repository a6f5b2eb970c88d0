namespace Gdpr.Toolkit;

/// <summary>Why a special category of personal data may be processed (GDPR Art. 9(2)).</summary>
/// <remarks><see cref="None"/> is an error for a special category.</remarks>
public enum Article9Condition
{
    /// <summary>No condition is declared.</summary>
    None = 0,

    /// <summary>Explicit consent (Art. 9(2)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-a")]
    ExplicitConsent = 1,

    /// <summary>Employment, social security and social protection law (Art. 9(2)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-b")]
    EmploymentAndSocialSecurity = 2,

    /// <summary>Vital interests of a person who cannot consent (Art. 9(2)(c)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-c")]
    VitalInterests = 3,

    /// <summary>A not-for-profit body about its members (Art. 9(2)(d)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-d")]
    NotForProfitBody = 4,

    /// <summary>Made public by the person (Art. 9(2)(e)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-e")]
    ManifestlyMadePublic = 5,

    /// <summary>Legal claims or courts (Art. 9(2)(f)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-f")]
    LegalClaims = 6,

    /// <summary>Substantial public interest by law (Art. 9(2)(g)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-g")]
    SubstantialPublicInterest = 7,

    /// <summary>Health or social care (Art. 9(2)(h)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-h")]
    HealthOrSocialCare = 8,

    /// <summary>Public health (Art. 9(2)(i)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-i")]
    PublicHealth = 9,

    /// <summary>Archiving, research or statistics (Art. 9(2)(j)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A9-2-j")]
    ArchivingResearchStatistics = 10,
}
