namespace Gdpr.Toolkit.Retention;

/// <summary>Why it is not known yet when a retention ends.</summary>
public enum OpenEndReason
{
    /// <summary>The date that the period runs from is not there yet: it has not begun to run.</summary>
    AnchorNotReached = 1,

    /// <summary>A legal hold suspends the end until it is lifted.</summary>
    LegalHold = 2,

    /// <summary>The rule has criteria instead of a period (GDPR Art. 13(2)(a)); somebody has to decide.</summary>
    Criteria = 3,

    /// <summary>The purpose says nothing about retention.</summary>
    NoRule = 4,
}
