namespace Gdpr.Toolkit.Consent;

/// <summary>Whether a person's data may be processed for a purpose.</summary>
public enum ProcessingVerdict
{
    /// <summary>Nothing stands against it.</summary>
    Allowed = 1,

    /// <summary>It may be stored, and otherwise only be processed for what GDPR Art. 18(2) lists.</summary>
    Restricted = 2,

    /// <summary>It may not.</summary>
    Denied = 3,
}
