using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Model;

/// <summary>One scalar property of a person's rows, and the way to it through owned and complex types. Immutable and thread-safe.</summary>
public sealed class MappedProperty
{
    private readonly IEntityType _declaring;
    private readonly IProperty? _withheld;

    internal MappedProperty(IEntityType entityType, IReadOnlyList<IPropertyBase> steps, IProperty property, SubjectPath? owner, SubjectPath path)
    {
        _declaring = Declaring(entityType, steps.Count > 0 ? steps[0] : property);
        Property = property;
        Steps = steps;
        Path = string.Join('.', steps.Select(step => step.Name).Append(property.Name));
        Classification = property.Classify() is var own && own == PropertyClassification.PersonalData && !path.Equals(owner)
            ? PropertyClassification.OtherPerson
            : own;
        Mark = Classification == PropertyClassification.PersonalData ? property.PersonalData() : null;
        Condition = Mark?.When is { } when ? property.DeclaringType.FindProperty(when) : null;
        _withheld = Mark?.WithheldWhen is { } others ? property.DeclaringType.FindProperty(others) : null;
        IsEncrypted = property.EncryptedColumn() is not null;
    }

    /// <summary>Gets the property in the EF model.</summary>
    public IReadOnlyProperty Metadata => Property;

    /// <summary>Gets the name of the entity that declares the property, or the first step to it.</summary>
    public string Entity => _declaring.ShortName();

    /// <summary>Gets the path within the entity, such as <c>Address.Street</c>.</summary>
    public string Path { get; }

    /// <summary>Gets what the property is.</summary>
    public PropertyClassification Classification { get; }

    /// <summary>Gets what kind of personal data it is; null when it is none of this person's.</summary>
    public PersonalDataCategory? Category => Mark?.Category;

    /// <summary>Gets the names of the purposes it is used for; empty when it is not this person's data.</summary>
    public IReadOnlyList<string> Purposes => Mark?.Purposes ?? [];

    /// <summary>Gets how the controller came to hold the value; null when it is not this person's data.</summary>
    public DataProvenance? Provenance => Mark?.Provenance;

    /// <summary>Gets why the property is not personal data; null when it is, or when nobody has said.</summary>
    public string? Reason => Property[GdprAnnotationNames.NotPersonalData] as string;

    /// <summary>Gets the property of the same class that says for each row whether the value is personal data; null when it always is.</summary>
    public string? When => Mark?.When;

    /// <summary>Gets the property of the same class that says for each row whether exports leave the value out for the sake of others; null when none does.</summary>
    public string? WithheldWhen => Mark?.WithheldWhen;

    /// <summary>Gets whether the value is stored encrypted under the person's key.</summary>
    public bool IsEncrypted { get; }

    internal IProperty Property { get; }

    /// <summary>Gets the navigations and complex properties to follow from the row's entity.</summary>
    internal IReadOnlyList<IPropertyBase> Steps { get; }

    internal PersonalDataMark? Mark { get; }

    /// <summary>Gets the property that says for each row whether the value is personal data; null when it always is.</summary>
    internal IProperty? Condition { get; }

    internal bool IsLink => Classification == PropertyClassification.Link;

    /// <summary>Gets whether the values of a row lie in rows of a table of its own, which come in whatever order the database has them in.</summary>
    internal bool IsUnordered => Steps.Any(step => step is INavigation { IsCollection: true } rows && !rows.TargetEntityType.IsMappedToJson());

    internal bool IsBookkeeping => Classification == PropertyClassification.Bookkeeping;

    /// <summary>Whether the value that an object holds is personal data: always, or where its condition says so.</summary>
    internal bool IsPersonalIn(object owner) => Condition is null || Condition.GetGetter().GetClrValue(owner) is true;

    /// <summary>Whether the value that an object holds is kept from the person for the sake of others (GDPR Art. 15(4)).</summary>
    internal bool IsWithheldIn(object owner) => _withheld is not null && _withheld.GetGetter().GetClrValue(owner) is true;

    /// <summary>Whether the property's own period runs from another.</summary>
    internal bool CountsFrom(MappedProperty date) => Mark?.RetentionFrom == date.Property.Name && Property.DeclaringType == date.Property.DeclaringType;

    /// <summary>Writes a value as text that differs whenever what is stored does: a class need not tell its values apart.</summary>
    internal string TextOf(object? value) => ValueText.Of(WithoutPadding(value is not null && Property.OwnConverter() is { } own ? own.ConvertToProvider(value) : value));

    /// <summary>Leaves out what a column of fixed length is filled up with.</summary>
    private object? WithoutPadding(object? value)
        => value is string text && !IsEncrypted && Property.GetTypeMapping() is RelationalTypeMapping { IsFixedLength: true } ? text.TrimEnd(' ') : value;

    private static IEntityType Declaring(IEntityType entityType, IPropertyBase first)
        => entityType.GetAllBaseTypesInclusive().First(type => first.DeclaringType == type || first.DeclaringType.ContainingEntityType == type);
}
