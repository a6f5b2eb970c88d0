namespace Gdpr.Toolkit;

/// <summary>What the unmarked properties of a data subject are.</summary>
public enum RestOfEntity
{
    /// <summary>Nobody has said yet; the analyzer reports those that look like personal data.</summary>
    Unclassified = 0,

    /// <summary>They are not personal data, for the reason that stands beside.</summary>
    NotPersonalData = 1,
}
