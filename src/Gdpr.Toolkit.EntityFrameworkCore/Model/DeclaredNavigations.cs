using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The navigations that an entity's properties name as leading to their person.</summary>
internal static class DeclaredNavigations
{
    /// <summary>Gets the first step of each, once: one means that it holds for the whole entity, several that each property tells.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyEntityType entityType)
        =>
        [
            .. Flatten(entityType)
                .Select(property => property.PersonalData()?.Subject)
                .OfType<string>()
                .Select(path => path.Split('.')[0])
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<IReadOnlyProperty> Flatten(IReadOnlyTypeBase type)
        => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => Flatten(complex.ComplexType)));
}
