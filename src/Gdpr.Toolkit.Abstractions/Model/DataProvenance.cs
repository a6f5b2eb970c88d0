namespace Gdpr.Toolkit;

/// <summary>How the controller came to hold a value.</summary>
/// <remarks>Only provided and observed data are portable (GDPR Art. 20, WP 242 rev.01).</remarks>
public enum DataProvenance
{
    /// <summary>The person gave it. The default.</summary>
    [DpvTerm("https://w3id.org/dpv#ProvidedPersonalData")]
    Provided = 0,

    /// <summary>Observed while the person used the service.</summary>
    [DpvTerm("https://w3id.org/dpv#ObservedPersonalData")]
    Observed = 1,

    /// <summary>Computed from other data.</summary>
    [DpvTerm("https://w3id.org/dpv#DerivedPersonalData")]
    Derived = 2,

    /// <summary>Concluded about the person, with uncertainty.</summary>
    [DpvTerm("https://w3id.org/dpv#InferredPersonalData")]
    Inferred = 3,
}
