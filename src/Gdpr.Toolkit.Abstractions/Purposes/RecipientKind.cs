namespace Gdpr.Toolkit;

/// <summary>What a recipient of personal data is to the controller (GDPR Art. 4(9), 13(1)(e), 30(1)(d)).</summary>
public enum RecipientKind
{
    /// <summary>A processor (GDPR Art. 28).</summary>
    [DpvTerm("https://w3id.org/dpv#DataProcessor")]
    Processor = 1,

    /// <summary>A processor of a processor (GDPR Art. 28(2), (4)).</summary>
    [DpvTerm("https://w3id.org/dpv#DataSubProcessor")]
    SubProcessor = 2,

    /// <summary>A joint controller (GDPR Art. 26).</summary>
    [DpvTerm("https://w3id.org/dpv#JointDataControllers")]
    JointController = 3,

    /// <summary>A third party that is a controller itself.</summary>
    [DpvTerm("https://w3id.org/dpv#ThirdParty")]
    IndependentController = 4,

    /// <summary>An authority that has no entry of its own here.</summary>
    [DpvTerm("https://w3id.org/dpv#Authority")]
    Authority = 5,

    /// <summary>A supervisory authority (GDPR Art. 51).</summary>
    [DpvTerm("https://w3id.org/dpv#DataProtectionAuthority")]
    DataProtectionAuthority = 6,

    /// <summary>A tax authority.</summary>
    [DpvTerm("https://w3id.org/dpv#Authority")]
    TaxAuthority = 7,

    /// <summary>Police or another law enforcement authority.</summary>
    [DpvTerm("https://w3id.org/dpv#Authority")]
    LawEnforcement = 8,

    /// <summary>An authority that enforces debts.</summary>
    [DpvTerm("https://w3id.org/dpv#Authority")]
    EnforcementAuthority = 9,

    /// <summary>A court.</summary>
    [DpvTerm("https://w3id.org/dpv#Authority")]
    Court = 10,

    /// <summary>Another company of the same group.</summary>
    [DpvTerm("https://w3id.org/dpv#ThirdParty")]
    GroupCompany = 11,

    /// <summary>The person whose data it is.</summary>
    [DpvTerm("https://w3id.org/dpv#DataSubject")]
    DataSubject = 12,

    /// <summary>Somebody within the controller.</summary>
    [DpvTerm("https://w3id.org/dpv#DataController")]
    Internal = 13,
}
