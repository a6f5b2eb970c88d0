namespace Gdpr.Toolkit.Consent;

/// <summary>Why processing is restricted (GDPR Art. 18(1)).</summary>
public enum RestrictionGround
{
    /// <summary>The person contests that the data is accurate, until that is verified (Art. 18(1)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A18")]
    AccuracyContested = 1,

    /// <summary>The processing is unlawful and the person wants restriction instead of erasure (Art. 18(1)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A18")]
    UnlawfulProcessing = 2,

    /// <summary>The controller needs the data no longer, but the person does, for legal claims (Art. 18(1)(c)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A18")]
    LegalClaims = 3,

    /// <summary>The person objected, until that is assessed (Art. 18(1)(d)). For one purpose, <see cref="IPersonalDataObjections.ObjectAsync"/> restricts by itself.</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A18")]
    ObjectionPending = 4,
}
