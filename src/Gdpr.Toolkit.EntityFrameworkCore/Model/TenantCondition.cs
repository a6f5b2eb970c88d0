using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The condition that a row, and every row on its way, is of the same tenant as the person it leads to.</summary>
internal sealed class TenantCondition
{
    private readonly object? _tenant;

    private TenantCondition(object? tenant) => _tenant = tenant;

    /// <summary>Makes the condition from the person's own row; none where people have no tenant.</summary>
    public static TenantCondition? Of(IEnumerable<PersonRow> rows)
        => rows.FirstOrDefault(row => row.Mapped is { IsSubject: true, TenantProperty: not null }) is { } person
            ? new TenantCondition(person[person.Mapped.TenantProperty!])
            : null;

    /// <summary>Builds the condition for a row; none where its entity has no tenant.</summary>
    public Expression? Build(Expression row, IReadOnlyEntityType entityType)
    {
        if (entityType.GetProperties().FirstOrDefault(property => property.IsTenant()) is not { } property)
        {
            return null;
        }

        var tenant = StoredRows.Property(row, property);
        return _tenant is not null ? StoredRows.EqualsParameter(tenant, _tenant)
            : property.IsNullable ? Expression.Equal(tenant, Expression.Constant(null, property.ClrType))
            : Expression.Constant(false);
    }
}
