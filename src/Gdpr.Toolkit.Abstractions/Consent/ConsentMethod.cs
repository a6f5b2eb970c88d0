namespace Gdpr.Toolkit.Consent;

/// <summary>By which clear affirmative action a person consented (GDPR Art. 4(11)).</summary>
/// <remarks>There is no implied consent: going on using a site, or a box that was ticked already, is none (C-673/17).</remarks>
public enum ConsentMethod
{
    /// <summary>A box that the person ticked.</summary>
    Checkbox = 1,

    /// <summary>A signature, on paper or electronic.</summary>
    Signature = 2,

    /// <summary>Spoken words that were recorded.</summary>
    OralRecorded = 3,

    /// <summary>A box or form, confirmed by a link that was sent to the person.</summary>
    DoubleOptIn = 4,

    /// <summary>A consent management platform (IAB TCF).</summary>
    Cmp = 5,

    /// <summary>An explicit statement in the person's own words (Art. 9(2)(a)).</summary>
    ExplicitStatement = 6,
}
