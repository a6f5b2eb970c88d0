namespace Gdpr.Toolkit.Erasure;

/// <summary>How an erasure plan is carried out.</summary>
public sealed class ErasureOptions
{
    /// <summary>Gets or sets whether the database is compacted before the certificate is signed.</summary>
    /// <value>
    /// The default is <see langword="false"/>: the certificate then says <see cref="PhysicalResidue.Possible"/>, and
    /// <see cref="IPersonalDataErasure.CompactAsync"/> can be called once for many erasures.
    /// </value>
    public bool Compact { get; set; }
}
