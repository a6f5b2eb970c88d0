using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>A scalar property of an entity's row, and the navigations and complex properties that lead to it.</summary>
internal sealed record FlattenedProperty(IReadOnlyList<IPropertyBase> Steps, IProperty Property)
{
    /// <summary>Lists all scalar properties of an entity's rows; the shadow properties of owned and complex types only link them.</summary>
    public static IEnumerable<FlattenedProperty> Of(IEntityType entityType) => Flatten(entityType, []);

    private static IEnumerable<FlattenedProperty> Flatten(ITypeBase type, IReadOnlyList<IPropertyBase> steps)
        => type.GetProperties()
            .Where(property => steps.Count == 0 || !property.IsShadowProperty())
            .Select(property => new FlattenedProperty(steps, property))
            .Concat(type.GetComplexProperties().SelectMany(complex => Flatten(complex.ComplexType, [.. steps, complex])))
            .Concat(Owned(type).SelectMany(navigation => Flatten(navigation.TargetEntityType, [.. steps, navigation])));

    private static IEnumerable<INavigation> Owned(ITypeBase type)
        => type is IEntityType entityType
            ? entityType.GetNavigations().Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent)
            : [];
}
