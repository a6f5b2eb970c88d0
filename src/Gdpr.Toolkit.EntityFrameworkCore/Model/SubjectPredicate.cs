using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Builds the condition that a row belongs to a person: its path of foreign keys, or its key, leads to theirs.</summary>
internal static class SubjectPredicate
{
    private static readonly MethodInfo SetMethod =
        typeof(SubjectPredicate).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Expression Build(DbContext context, Expression row, SubjectPath path, IReadOnlyList<object> subjectKey, TenantCondition? tenant)
        => Build(context, row, path.Subject, path.Hops, hop: 0, (own, properties) => KeyEquals(own, properties, subjectKey), tenant);

    /// <summary>Builds the condition that a row belongs to the person of another row, in a query over both.</summary>
    public static Expression Build(DbContext context, Expression row, SubjectPath path, Expression person)
    {
        var key = path.Subject.FindPrimaryKey()!.Properties;
        return Build(
            context,
            row,
            path.Subject,
            path.Hops,
            hop: 0,
            (own, properties) => properties.Zip(key, (property, theirs) => PropertiesEqual(own, property, person, theirs)).Aggregate(Expression.AndAlso),
            tenant: null);
    }


    private static Expression Build(
        DbContext context,
        Expression row,
        IReadOnlyEntityType subject,
        IReadOnlyList<IReadOnlyForeignKey> hops,
        int hop,
        Func<Expression, IReadOnlyList<IReadOnlyProperty>, Expression> isPerson,
        TenantCondition? tenant)
    {
        if (hop == hops.Count)
        {
            return isPerson(row, subject.FindPrimaryKey()!.Properties);
        }

        var foreignKey = hops[hop];
        if (hop == hops.Count - 1 && foreignKey.PrincipalKey.IsPrimaryKey())
        {
            return isPerson(row, foreignKey.Properties);
        }

        var principal = Expression.Parameter(foreignKey.PrincipalEntityType.ClrType, $"principal{hop}");
        var linked = foreignKey.Properties
            .Zip(foreignKey.PrincipalKey.Properties, (own, theirs) => PropertiesEqual(row, own, principal, theirs))
            .Append(Build(context, principal, subject, hops, hop + 1, isPerson, tenant))
            .Concat(tenant?.Build(principal, foreignKey.PrincipalEntityType) is { } own ? [own] : [])
            .Aggregate(Expression.AndAlso);
        var rows = (IQueryable)SetMethod.MakeGenericMethod(principal.Type).Invoke(null, [context, foreignKey.PrincipalEntityType])!;
        return Expression.Call(
            typeof(Queryable), nameof(Queryable.Any), [principal.Type], rows.Expression, Expression.Quote(Expression.Lambda(linked, principal)));
    }

    private static Expression KeyEquals(Expression row, IReadOnlyList<IReadOnlyProperty> properties, IReadOnlyList<object> values)
        => properties
            .Select((property, index) => StoredRows.EqualsParameter(StoredRows.Property(row, property), values[index]))
            .Aggregate(Expression.AndAlso);

    private static BinaryExpression PropertiesEqual(Expression row, IReadOnlyProperty own, Expression principal, IReadOnlyProperty theirs)
    {
        var left = StoredRows.Property(row, own);
        var right = StoredRows.Property(principal, theirs);
        return Expression.Equal(left, left.Type == right.Type ? right : Expression.Convert(right, left.Type));
    }

    private static DbSet<TEntity> Rows<TEntity>(DbContext context, IReadOnlyEntityType entityType)
        where TEntity : class
        => StoredRows.Of<TEntity>(context, entityType);
}
