using System.ComponentModel.DataAnnotations;
using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Retention;

/// <summary>How one sweep runs.</summary>
public sealed class SweepOptions
{
    /// <summary>Gets or sets whether it only counts what it would take.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool DryRun { get; set; }

    /// <summary>Gets or sets how many rows are taken before they are committed.</summary>
    /// <value>Between 1 and 10,000. The default is 5,000.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 5_000;

    /// <summary>Gets or sets whether the database is compacted at the end, if anything was taken.</summary>
    /// <value>The default is <see langword="false"/>: plaintext columns leave traces until <see cref="IPersonalDataErasure.CompactAsync"/> was called.</value>
    public bool Compact { get; set; }

    /// <summary>Gets or sets how far it is looked for what should be gone of the people it erases.</summary>
    /// <value>The default is <see cref="VerificationScope.OwnPaths"/>. The others read the whole database once for every 50 people.</value>
    [EnumDataType(typeof(VerificationScope))]
    public VerificationScope Verification { get; set; } = VerificationScope.OwnPaths;
}
