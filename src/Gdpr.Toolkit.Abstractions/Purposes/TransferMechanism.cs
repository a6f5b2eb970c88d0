namespace Gdpr.Toolkit;

/// <summary>What allows that data goes to a recipient outside the European Economic Area (GDPR Art. 44 to 46).</summary>
/// <remarks>Privacy Shield is no member: the Court of Justice annulled it (C-311/18). Derogations of Art. 49 belong to a single transfer, not to a recipient.</remarks>
public enum TransferMechanism
{
    /// <summary>No transfer: the recipient is within the European Economic Area.</summary>
    NotApplicable = 1,

    /// <summary>An adequacy decision (GDPR Art. 45(3)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A45-3")]
    AdequacyDecision = 2,

    /// <summary>An instrument between public authorities (GDPR Art. 46(2)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-a")]
    PublicAuthorityInstrument = 3,

    /// <summary>Binding corporate rules (GDPR Art. 46(2)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-b")]
    BindingCorporateRules = 4,

    /// <summary>Standard contractual clauses of the Commission (GDPR Art. 46(2)(c)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-c")]
    StandardContractualClausesCommission = 5,

    /// <summary>Standard contractual clauses of a supervisory authority (GDPR Art. 46(2)(d)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-d")]
    StandardContractualClausesAuthority = 6,

    /// <summary>A code of conduct (GDPR Art. 46(2)(e)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-e")]
    CodeOfConduct = 7,

    /// <summary>A certification (GDPR Art. 46(2)(f)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-2-f")]
    Certification = 8,

    /// <summary>Contractual clauses that an authority has approved (GDPR Art. 46(3)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-3-a")]
    AdHocContractualClauses = 9,

    /// <summary>An administrative arrangement (GDPR Art. 46(3)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A46-3-b")]
    AdministrativeArrangement = 10,
}
