using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The condition that a row is of the same tenant as the person it leads to.</summary>
internal sealed class TenantCondition
{
    private readonly IProperty _property;
    private readonly object? _tenant;

    private TenantCondition(IProperty property, object? tenant) => (_property, _tenant) = (property, tenant);

    /// <summary>Makes the condition from the person's own row; none where rows, or people, have no tenant.</summary>
    public static TenantCondition? Of(IEnumerable<PersonRow> rows, MappedEntity mapped)
        => mapped.TenantProperty is { } property && rows.FirstOrDefault(row => row.Mapped is { IsSubject: true, TenantProperty: not null }) is { } person
            ? new TenantCondition(property, person[person.Mapped.TenantProperty!])
            : null;

    public Expression Build(Expression row)
    {
        var tenant = StoredRows.Property(row, _property);
        return _tenant is not null ? StoredRows.EqualsParameter(tenant, _tenant)
            : _property.IsNullable ? Expression.Equal(tenant, Expression.Constant(null, _property.ClrType))
            : Expression.Constant(false);
    }
}
