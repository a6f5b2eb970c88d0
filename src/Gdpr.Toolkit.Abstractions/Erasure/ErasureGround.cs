namespace Gdpr.Toolkit.Erasure;

/// <summary>Why personal data is erased (GDPR Art. 17(1)).</summary>
public enum ErasureGround
{
    /// <summary>No longer necessary for its purposes (Art. 17(1)(a)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-a")]
    NoLongerNecessary = 1,

    /// <summary>Consent was withdrawn and there is no other basis (Art. 17(1)(b)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-b")]
    ConsentWithdrawn = 2,

    /// <summary>The person objected and nothing overrides it (Art. 17(1)(c)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-c")]
    ObjectionUpheld = 3,

    /// <summary>The person objected to direct marketing (Art. 17(1)(c), 21(2)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-c")]
    DirectMarketingObjection = 4,

    /// <summary>The processing was unlawful (Art. 17(1)(d)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-d")]
    UnlawfulProcessing = 5,

    /// <summary>A law obliges the controller to erase (Art. 17(1)(e)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-e")]
    LegalObligationToErase = 6,

    /// <summary>Collected from a child by an information society service (Art. 17(1)(f)).</summary>
    [DpvTerm("https://w3id.org/dpv/legal/eu/gdpr#A17-1-f")]
    ChildInformationSociety = 7,

    /// <summary>The retention period is over (Art. 5(1)(e)).</summary>
    RetentionExpired = 8,

    /// <summary>The controller erases on its own initiative.</summary>
    ControllerInitiative = 9,
}
