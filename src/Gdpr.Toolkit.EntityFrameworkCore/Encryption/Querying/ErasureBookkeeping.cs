using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Tells which columns say how far the erasure of a person has come.</summary>
internal static class ErasureBookkeeping
{
    /// <summary>Gets the property of such a column, or null.</summary>
    public static IProperty? Of(ColumnExpression column)
        => column.Column?.PropertyMappings.Select(mapping => mapping.Property).FirstOrDefault(IsBookkeeping);

    private static bool IsBookkeeping(IProperty property)
        => property.Name is SoftErasureProperties.RequestedAt or SoftErasureProperties.ErasedAt
            && property.DeclaringType is IEntityType declaring
            && declaring.GetDerivedTypesInclusive().Any(type => type.SubjectType() is not null);
}
