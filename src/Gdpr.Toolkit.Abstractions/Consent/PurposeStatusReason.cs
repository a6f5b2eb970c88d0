namespace Gdpr.Toolkit.Consent;

/// <summary>Why a person's data may, or may not, be processed for a purpose.</summary>
public enum PurposeStatusReason
{
    /// <summary>The purpose rests on a basis that needs no consent, and nothing stands against it.</summary>
    LegalBasisApplies = 1,

    /// <summary>The person consented.</summary>
    ConsentGiven = 2,

    /// <summary>No legal basis is registered for people in this role.</summary>
    NoLegalBasis = 3,

    /// <summary>The purpose rests on consent and none is on record.</summary>
    ConsentMissing = 4,

    /// <summary>The person refused consent.</summary>
    ConsentRefused = 5,

    /// <summary>The person withdrew consent (GDPR Art. 7(3)).</summary>
    ConsentWithdrawn = 6,

    /// <summary>The consent has expired.</summary>
    ConsentExpired = 7,

    /// <summary>The consent was found invalid.</summary>
    ConsentInvalidated = 8,

    /// <summary>The person objected to direct marketing (Art. 21(3)).</summary>
    DirectMarketingObjection = 9,

    /// <summary>The person objected and the objection was upheld (Art. 21(1)).</summary>
    ObjectionUpheld = 10,

    /// <summary>The person objected, and that is not assessed yet (Art. 18(1)(d)).</summary>
    ObjectionPending = 11,

    /// <summary>Processing is restricted (Art. 18).</summary>
    ProcessingRestricted = 12,

    /// <summary>The address is on the suppression list.</summary>
    ContactSuppressed = 13,
}
