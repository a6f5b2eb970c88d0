namespace Gdpr.Toolkit.Consent;

/// <summary>Where an objection stands (GDPR Art. 21).</summary>
public enum ObjectionState
{
    /// <summary>Made and not assessed; the purpose is restricted until then (Art. 18(1)(d)).</summary>
    Pending = 1,

    /// <summary>It counts: the purpose has ended for this person. An objection to direct marketing counts at once (Art. 21(3)).</summary>
    Upheld = 2,

    /// <summary>Compelling legitimate grounds, or legal claims, override it (Art. 21(1)); the purpose goes on.</summary>
    Overridden = 3,

    /// <summary>The person took it back.</summary>
    Withdrawn = 4,
}
