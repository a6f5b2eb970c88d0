using Gdpr.Toolkit.Recipients;

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

    /// <summary>Gets the recipients that are told of the erasure beside those of the purposes (GDPR Art. 19): those that were given data in this case only.</summary>
    /// <value>Empty unless you add some. Each needs a name.</value>
    public IList<RecipientToTell> Recipients { get; } = [];
}
