namespace Gdpr.Toolkit.Retention;

/// <summary>What the weighing of an objection came to (GDPR Art. 21(1)).</summary>
internal enum ObjectionOutcome
{
    /// <summary>Not weighed yet: the processing is restricted meanwhile (Art. 18(1)(d)).</summary>
    Pending,

    /// <summary>The purpose ends for this person.</summary>
    Upheld,

    /// <summary>Compelling grounds of the controller override it: the purpose resumes.</summary>
    Overridden,
}
