using System.ComponentModel.DataAnnotations;

namespace Gdpr.Toolkit.Encryption;

/// <summary>How a scan of all encrypted values works.</summary>
public sealed class IntegrityOptions
{
    /// <summary>Gets or sets how many rows are read at once, and held in memory.</summary>
    /// <value>Between 1 and 10,000. The default is 500.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Gets or sets how many findings the report lists. All are counted.</summary>
    /// <value>Between 0 and 1,000,000. The default is 1,000.</value>
    [Range(0, 1_000_000)]
    public int MaximumFindings { get; set; } = 1_000;
}
