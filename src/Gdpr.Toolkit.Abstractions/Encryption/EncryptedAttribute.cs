namespace Gdpr.Toolkit;

/// <summary>Stores a property of personal data encrypted under a key of the person it belongs to (GDPR Art. 32(1)(a)).</summary>
/// <remarks>
/// Entities, projections and queries keep the property's own type. Destroying the person's key makes every copy of the
/// value unreadable, backups included. Keys, foreign keys, concurrency tokens and generated values cannot be encrypted.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field, Inherited = true)]
public sealed class EncryptedAttribute : Attribute
{
    /// <summary>Gets or sets whether the property can be compared for equality in queries, by a blind index beside it.</summary>
    /// <value>The default is <see langword="false"/>. An index shows which rows hold equal values. Not for collections, and not in complex types and JSON documents.</value>
    public bool Searchable { get; set; }

    /// <summary>Gets or sets whether the database refuses a second row with the same (normalised) value.</summary>
    /// <value>Needs <see cref="Searchable"/>. The default is <see langword="false"/>.</value>
    public bool Unique { get; set; }

    /// <summary>Gets or sets the name of the domain in which this property can be compared and joined with other properties.</summary>
    /// <value>
    /// 1 to 64 characters; case matters. Needs <see cref="Searchable"/>, and the same type and <see cref="Normalizer"/> in all properties of a domain. The default
    /// is <see langword="null"/>: a domain of its own, so that the database cannot tell whether two columns hold the same value.
    /// </value>
    /// <remarks>
    /// Equal values have equal index tags in all columns of a domain: whoever reads the database can tell that a row of one table and a row of another
    /// belong together, without any key. Setting it, or changing it, on a property that has values finds none of them until they are saved anew.
    /// </remarks>
    public string? IndexDomain { get; set; }

    /// <summary>Gets or sets how text is normalised before it is compared.</summary>
    /// <value>The default is <see cref="Normalizer.None"/>: compared exactly. The stored value is never changed.</value>
    public Normalizer Normalizer { get; set; }

    /// <summary>Gets or sets the stable name of the column, to which every value is bound.</summary>
    /// <value>
    /// The default is the names of the declaring entity and the property. Before renaming either of them, set this to the
    /// name that was in force: values written under another name cannot be opened.
    /// </value>
    public string? ColumnId { get; set; }

    /// <summary>Gets or sets the size in bytes to whose multiple values are padded, so that their length says less.</summary>
    /// <value>0 (none, the default), 16, 32 or 64.</value>
    public int PadTo { get; set; }

    /// <summary>Gets or sets the key group: values of a group are sealed under a key of their own, which can be destroyed alone.</summary>
    /// <value>
    /// 1 to 64 characters, not beginning with <c>erasure-</c>; case matters. The default is <see langword="null"/>: the person's main
    /// key, which only an erasure destroys. A property in a group needs <see cref="WhenDestroyed"/>, because its rows stay, and does not lie in a JSON document.
    /// Values that are stored already stay under the key that they were sealed under.
    /// </value>
    public string? KeyGroup { get; set; }

    /// <summary>Gets or sets what reading gives once the value's key is destroyed.</summary>
    /// <value>The default is <see cref="DestroyedValue.Default"/>: what the application has chosen, or else an exception.</value>
    public DestroyedValue WhenDestroyed { get; set; }

    /// <summary>Gets or sets the property in plaintext that this one takes the place of, while values that exist already are being encrypted.</summary>
    /// <value>The name of a property of the same class and type. Both must be nullable. The default is <see langword="null"/>.</value>
    /// <remarks>
    /// A save that writes this property clears the one in plaintext. What is in plaintext is therefore the newer value, until
    /// <c>IPlaintextMigration.BackfillAsync</c> has sealed it here. See <c>docs/encrypting-existing-data.md</c>.
    /// </remarks>
    public string? MigratesFrom { get; set; }
}
