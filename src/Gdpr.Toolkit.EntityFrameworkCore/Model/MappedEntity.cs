using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>A concrete entity type whose rows belong to a kind of person, with all of its scalar properties.</summary>
internal sealed class MappedEntity
{
    public MappedEntity(IEntityType entityType, SubjectPath path)
    {
        EntityType = entityType;
        Path = path;
        Properties = [.. Flatten(entityType, entityType, [])];
        Shadow = [.. entityType.GetProperties().Where(property => property.IsShadowProperty())];
    }

    public IEntityType EntityType { get; }

    public SubjectPath Path { get; }

    public IReadOnlyList<MappedProperty> Properties { get; }

    public IEnumerable<MappedProperty> Personal => Properties.Where(property => property.Mark is not null);

    /// <summary>Gets the properties of the entity itself that no CLR member holds.</summary>
    public IReadOnlyList<IProperty> Shadow { get; }

    /// <summary>Gets whether the rows are those of a many-to-many relationship without a class of its own.</summary>
    public bool IsJoin => EntityType.HasSharedClrType && Properties.All(property => property.IsLink);

    public bool IsSubject => Path.IsSubject;

    private static IEnumerable<MappedProperty> Flatten(IEntityType root, ITypeBase type, IReadOnlyList<IPropertyBase> steps)
        => type.GetProperties()
            .Where(property => steps.Count == 0 || !property.IsShadowProperty())
            .Select(property => new MappedProperty(root, steps, property))
            .Concat(type.GetComplexProperties().SelectMany(complex => Flatten(root, complex.ComplexType, [.. steps, complex])))
            .Concat(Owned(type).SelectMany(navigation => Flatten(root, navigation.TargetEntityType, [.. steps, navigation])));

    private static IEnumerable<INavigation> Owned(ITypeBase type)
        => type is IEntityType entityType
            ? entityType.GetNavigations().Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent)
            : [];
}
