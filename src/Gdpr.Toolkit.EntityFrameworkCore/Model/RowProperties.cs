using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Lists what the rows of an entity hold themselves: its own values, and those in complex types.</summary>
internal static class RowProperties
{
    /// <summary>Gets the scalar properties, those in complex types and in collections of them included.</summary>
    public static IEnumerable<IProperty> Of(ITypeBase type)
        => type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => Of(complex.ComplexType)));
}
