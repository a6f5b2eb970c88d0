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
}
