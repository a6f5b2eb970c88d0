using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Builds queries over entity types that are only known from the model.</summary>
internal static class StoredRows
{
    private static readonly MethodInfo PropertyMethod = typeof(EF).GetMethod(nameof(EF.Property))!;

    private static readonly MethodInfo IsWithinMethod =
        typeof(StoredRows).GetMethod(nameof(IsWithinCoreAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo SelectMethod =
        typeof(StoredRows).GetMethod(nameof(SelectCore), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Reads some properties of the one row that has the given key, whatever filters hide it.</summary>
    public static IQueryable<object?[]> Select(
        DbContext context,
        IReadOnlyEntityType entityType,
        IReadOnlyList<IReadOnlyProperty> key,
        IReadOnlyList<object> values,
        IReadOnlyList<IReadOnlyProperty> wanted)
        => (IQueryable<object?[]>)SelectMethod.MakeGenericMethod(entityType.ClrType).Invoke(null, [context, entityType, key, values, wanted])!;

    /// <summary>Whether the row that has the given key lies within the boundaries of the application's query filters, hidden or not.</summary>
    public static Task<bool> IsWithinAsync(DbContext context, IReadOnlyEntityType entityType, IReadOnlyList<object> key, CancellationToken cancellationToken)
        => (Task<bool>)IsWithinMethod.MakeGenericMethod(entityType.ClrType).Invoke(null, [context, entityType, key, cancellationToken])!;

    /// <summary>Gets the set of an entity type, by name where several share a CLR type (the join rows of a many-to-many, say).</summary>
    public static DbSet<TEntity> Of<TEntity>(DbContext context, IReadOnlyEntityType entityType)
        where TEntity : class
        => entityType.HasSharedClrType ? context.Set<TEntity>(entityType.Name) : context.Set<TEntity>();

    /// <summary>Builds <c>EF.Property(row, name)</c>, which works for shadow properties as well.</summary>
    public static Expression Property(Expression row, IReadOnlyProperty property)
        => Expression.Call(PropertyMethod.MakeGenericMethod(property.ClrType), row, Expression.Constant(property.Name));

    /// <summary>Builds an equality whose right side becomes a query parameter.</summary>
    public static Expression EqualsParameter(Expression left, object value) => Expression.Equal(left, Parameter(left.Type, value));

    /// <summary>Builds what becomes a query parameter, so that queries with other values are the same query.</summary>
    public static Expression Parameter(Type type, object value)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type))!;
        holder.GetType().GetField(nameof(Holder<int>.Value))!.SetValue(holder, value);
        return Expression.Field(Expression.Constant(holder), nameof(Holder<int>.Value));
    }

    private static Task<bool> IsWithinCoreAsync<TEntity>(
        DbContext context, IReadOnlyEntityType entityType, IReadOnlyList<object> key, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        return Of<TEntity>(context, entityType)
            .IgnoreQueryFilters(QueryFilters.Hiding(context.Model))
            .AnyAsync(HasValues<TEntity>(row, entityType.FindPrimaryKey()!.Properties, key), cancellationToken);
    }

    private static IQueryable<object?[]> SelectCore<TEntity>(
        DbContext context,
        IReadOnlyEntityType entityType,
        IReadOnlyList<IReadOnlyProperty> key,
        IReadOnlyList<object> values,
        IReadOnlyList<IReadOnlyProperty> wanted)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var selector = Expression.NewArrayInit(
            typeof(object), wanted.Select(property => Expression.Convert(Property(row, property), typeof(object))));
        return Of<TEntity>(context, entityType)
            .IgnoreQueryFilters()
            .AsNoTracking()
            .Where(HasValues<TEntity>(row, key, values))
            .Select(Expression.Lambda<Func<TEntity, object?[]>>(selector, row));
    }

    private static Expression<Func<TEntity, bool>> HasValues<TEntity>(
        ParameterExpression row, IReadOnlyList<IReadOnlyProperty> properties, IReadOnlyList<object> values)
        => Expression.Lambda<Func<TEntity, bool>>(
            properties.Select((property, index) => EqualsParameter(Property(row, property), values[index])).Aggregate(Expression.AndAlso), row);

    private sealed class Holder<T>
    {
        public T Value = default!;
    }
}
