using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>One scalar property of a person's rows, and the way to it through owned and complex types.</summary>
internal sealed class MappedProperty(IEntityType entityType, IReadOnlyList<IPropertyBase> steps, IProperty property)
{
    private readonly IEntityType _declaring = Declaring(entityType, steps.Count > 0 ? steps[0] : property);

    public IProperty Property { get; } = property;

    /// <summary>Gets the navigations and complex properties to follow from the row's entity.</summary>
    public IReadOnlyList<IPropertyBase> Steps { get; } = steps;

    public PersonalDataMark? Mark { get; } = property.PersonalData();

    public bool IsEncrypted { get; } = property.EncryptedColumn() is not null;

    /// <summary>Gets the name of the entity that declares the property, or the first step to it.</summary>
    public string Entity => _declaring.ShortName();

    /// <summary>Gets the path within the entity, such as <c>Address.Street</c>.</summary>
    public string Path { get; } = string.Join('.', steps.Select(step => step.Name).Append(property.Name));

    /// <summary>Gets whether the property links rows instead of saying something: a key, a foreign key, a discriminator.</summary>
    public bool IsLink { get; } = property.IsKey() || property.IsForeignKey() || property.DeclaringType.ContainingEntityType.FindDiscriminatorProperty() == property;

    /// <summary>Gets whether the property is kept by this library.</summary>
    public bool IsBookkeeping { get; } = property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is not null
        || property.Name is SoftErasureProperties.RequestedAt or SoftErasureProperties.ErasedAt;

    private static IEntityType Declaring(IEntityType entityType, IPropertyBase first)
        => entityType.GetAllBaseTypesInclusive().First(type => first.DeclaringType == type || first.DeclaringType.ContainingEntityType == type);
}
