namespace Gdpr.Toolkit;

/// <summary>What may be done with data during a phase of its retention.</summary>
public enum RetentionUse
{
    /// <summary>The purpose uses the data.</summary>
    InUse = 1,

    /// <summary>The data is stored and nothing else: as under a restriction (GDPR Art. 18(2)).</summary>
    KeptOnly = 2,
}
