using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells which columns hold the foreign keys over which encrypted values belong to their person.</summary>
internal static class PersonLinks
{
    /// <summary>Gets the property of such a foreign key, or null.</summary>
    public static IProperty? Of(ColumnExpression column)
        => column.Column?.PropertyMappings.Select(mapping => mapping.Property).FirstOrDefault(IsLink);

    private static bool IsLink(IProperty property) => property.IsForeignKey()
        && property.DeclaringType is IEntityType declaring
        && declaring.GetDerivedTypesInclusive().Any(type => EntityProtection.Of(type).Path is { Hops: [var first, ..] }
            && first.Properties.Contains(property));
}
