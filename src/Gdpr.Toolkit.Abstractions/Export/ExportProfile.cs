namespace Gdpr.Toolkit.Export;

/// <summary>Which right an export serves.</summary>
public enum ExportProfile
{
    /// <summary>Everything held about the person (GDPR Art. 15).</summary>
    Access = 1,

    /// <summary>What the person provided or was observed, processed by consent or contract (GDPR Art. 20).</summary>
    Portability = 2,
}
