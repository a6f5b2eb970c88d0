using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Reads all rows of one person, over the paths of the map.</summary>
internal sealed partial class PersonRowReader(DbContext context, bool tracking)
{
    private static readonly MethodInfo StreamMethod =
        typeof(PersonRowReader).GetMethod(nameof(StreamCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo StreamColumnsMethod =
        typeof(PersonRowReader).GetMethod(nameof(StreamColumnsCore), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo PageMethod =
        typeof(PersonRowReader).GetMethod(nameof(ReadPageCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Reads all rows of a person, the person's own first, each entity's in order of the primary key.</summary>
    public async Task<List<PersonRow>> ReadAllAsync(
        IReadOnlyList<MappedEntity> entities, IReadOnlyList<object> subjectKey, CancellationToken cancellationToken)
    {
        var rows = new List<PersonRow>();
        foreach (var mapped in entities.Where(mapped => !mapped.IsReadOnly))
        {
            var tenant = mapped.IsSubject ? null : TenantCondition.Of(rows);
            await foreach (var row in StreamAsync(mapped, subjectKey, tenant, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Reads the rows of one entity as they come, in order of the primary key, without holding them.</summary>
    public IAsyncEnumerable<PersonRow> StreamAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, CancellationToken cancellationToken)
        => (IAsyncEnumerable<PersonRow>)StreamMethod.MakeGenericMethod(mapped.EntityType.ClrType)
            .Invoke(this, [mapped, subjectKey, tenant, cancellationToken])!;

    /// <summary>Reads some columns of the same rows, in no order.</summary>
    public IAsyncEnumerable<object?[]> StreamColumnsAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, IReadOnlyList<IProperty> columns)
        => (IAsyncEnumerable<object?[]>)StreamColumnsMethod.MakeGenericMethod(mapped.EntityType.ClrType).Invoke(this, [mapped, subjectKey, tenant, columns])!;

    /// <summary>Reads the rows of one entity that come after a key, at most a page of them, in order of the primary key.</summary>
    public Task<List<PersonRow>> ReadPageAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, IReadOnlyList<object>? after, int size, CancellationToken cancellationToken)
        => (Task<List<PersonRow>>)PageMethod.MakeGenericMethod(mapped.EntityType.ClrType)
            .Invoke(this, [mapped, subjectKey, tenant, after, size, cancellationToken])!;

    private static Expression OfConcreteType(Expression row, MappedEntity mapped, Expression predicate)
        => mapped.EntityType.GetDirectlyDerivedTypes()
            .Select(derived => (Expression)Expression.Not(Expression.TypeIs(row, derived.ClrType)))
            .Aggregate(predicate, Expression.AndAlso);

    private async IAsyncEnumerable<PersonRow> StreamCoreAsync<TEntity>(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var query = Ordered(Query<TEntity>(mapped), row, mapped.EntityType)
            .Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant))
            .Select(WithShadow<TEntity>(row, mapped.Shadow));
        await foreach (var pair in query.AsAsyncEnumerable().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new PersonRow(mapped, pair.Entity, pair.Shadow);
        }
    }

    private async Task<List<PersonRow>> ReadPageCoreAsync<TEntity>(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, IReadOnlyList<object>? after, int size, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var query = Query<TEntity>(mapped).Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant));
        if (after is not null)
        {
            query = query.Where(Expression.Lambda<Func<TEntity, bool>>(KeyAfter.Build(row, mapped.EntityType.FindPrimaryKey()!.Properties, after), row));
        }

        var page = await Ordered(query, row, mapped.EntityType).Take(size).Select(WithShadow<TEntity>(row, mapped.Shadow))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return page.ConvertAll(pair => new PersonRow(mapped, pair.Entity, pair.Shadow));
    }

    private IAsyncEnumerable<object?[]> StreamColumnsCore<TEntity>(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, IReadOnlyList<IProperty> columns)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var values = Expression.NewArrayInit(typeof(object), columns.Select(column => Expression.Convert(StoredRows.Property(row, column), typeof(object))));
        return Query<TEntity>(mapped)
            .Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant))
            .Select(Expression.Lambda<Func<TEntity, object?[]>>(values, row))
            .AsAsyncEnumerable();
    }

    private Expression<Func<TEntity, bool>> BelongsTo<TEntity>(
        ParameterExpression row, MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant)
    {
        var predicate = SubjectPredicate.Build(context, row, mapped.Path, subjectKey, tenant);
        predicate = tenant?.Build(row, mapped.EntityType) is { } own ? Expression.AndAlso(predicate, own) : predicate;
        return Expression.Lambda<Func<TEntity, bool>>(OfConcreteType(row, mapped, predicate), row);
    }

    // Rows that the application hides from its own screens are the person's all the same; what separates tenants holds here too.
    private IQueryable<TEntity> Query<TEntity>(MappedEntity mapped)
        where TEntity : class
    {
        var query = StoredRows.Of<TEntity>(context, mapped.EntityType).IgnoreQueryFilters(QueryFilters.Hiding(context.Model));
        return tracking ? query.AsTracking() : query.AsNoTracking();
    }

    private static IQueryable<TEntity> Ordered<TEntity>(IQueryable<TEntity> query, ParameterExpression row, IEntityType entityType)
    {
        IOrderedQueryable<TEntity>? ordered = null;
        foreach (var property in entityType.FindPrimaryKey()!.Properties)
        {
            var key = Expression.Lambda<Func<TEntity, object>>(
                Expression.Convert(StoredRows.Property(row, property), typeof(object)), row);
            ordered = ordered is null ? query.OrderBy(key) : ordered.ThenBy(key);
        }

        return ordered!;
    }

    private static Expression<Func<TEntity, EntityWithShadow<TEntity>>> WithShadow<TEntity>(
        ParameterExpression row, IReadOnlyList<IProperty> shadow)
    {
        var array = Expression.NewArrayInit(
            typeof(object),
            shadow.Select(property => Expression.Convert(Read(row, property), typeof(object))));
        var constructor = typeof(EntityWithShadow<TEntity>).GetConstructor([typeof(TEntity), typeof(object?[])])!;
        return Expression.Lambda<Func<TEntity, EntityWithShadow<TEntity>>>(Expression.New(constructor, row, array), row);
    }

    /// <summary>Of a blind index, only whether there is one can be read.</summary>
    private static Expression Read(Expression row, IProperty property)
        => property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is null
            ? StoredRows.Property(row, property)
            : Expression.NotEqual(StoredRows.Property(row, property), Expression.Constant(null, property.ClrType));

    private sealed class EntityWithShadow<TEntity>(TEntity entity, object?[] shadow)
    {
        public TEntity Entity { get; } = entity;

        public object?[] Shadow { get; } = shadow;
    }
}
