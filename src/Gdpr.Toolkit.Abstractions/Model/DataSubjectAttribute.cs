namespace Gdpr.Toolkit;

/// <summary>Marks an entity as a data subject: one row is one person (GDPR Art. 4(1)).</summary>
/// <remarks>
/// The person owns every row that a foreign key leads to from here, as far as the next data subject.
/// Derived entities inherit the mark. The primary key is the person's identity; database-generated keys work.
/// </remarks>
/// <param name="role">The role in which the person stands to the controller.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class DataSubjectAttribute(DataSubjectRole role) : Attribute
{
    /// <summary>Gets the role in which the person stands to the controller.</summary>
    public DataSubjectRole Role { get; } = role;

    /// <summary>Gets or sets the stable name of this kind of subject, which enters the reference to each person.</summary>
    /// <value>
    /// Unique in a model, and never changed once there is data: values of a person are bound to it.
    /// The default is the name of the role; two data subjects of one role need a kind each.
    /// </value>
    public string? Kind { get; set; }

    /// <summary>Gets or sets what the properties are that carry neither <see cref="PersonalDataAttribute"/> nor <see cref="NotPersonalDataAttribute"/>.</summary>
    /// <value>The default is <see cref="RestOfEntity.Unclassified"/>.</value>
    public RestOfEntity Rest { get; set; }

    /// <summary>Gets or sets why the rest is not personal data.</summary>
    public string? Reason { get; set; }
}
