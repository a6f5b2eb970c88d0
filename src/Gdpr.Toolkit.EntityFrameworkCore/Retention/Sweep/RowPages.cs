using System.Linq.Expressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>Reads rows that may be due in pages by their key, as far as they are needed to decide: key, dates, whose.</summary>
internal abstract class RowPages
{
    /// <summary>Reads a page.</summary>
    /// <param name="after">The last key of the page before; null for the first page.</param>
    /// <param name="size">How many rows at most.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The key, the dates in the order of their columns, and the key of the person where it was asked for.</returns>
    public abstract Task<List<object?[]>> ReadAsync(object? after, int size, CancellationToken cancellationToken);

    /// <summary>Makes the query of a group.</summary>
    /// <param name="context">The context.</param>
    /// <param name="schedule">Where the group is from.</param>
    /// <param name="group">The group.</param>
    /// <param name="dates">The columns of dates.</param>
    /// <param name="withPerson">Whether to read whose rows they are.</param>
    /// <param name="withRequests">Whether anybody has asked for erasure: their rows are for the erasure, which is certified.</param>
    public static RowPages Of(
        DbContext context, SweepSchedule schedule, SweepGroup group, IReadOnlyList<IProperty> dates, bool withPerson, bool withRequests)
    {
        var key = group.Entity.EntityType.FindPrimaryKey()!.Properties[0];
        var type = typeof(RowPages<,,>).MakeGenericType(group.Entity.EntityType.ClrType, key.ClrType, schedule.Subject.Metadata.ClrType);
        return (RowPages)Activator.CreateInstance(type, context, schedule, group, dates, withPerson, withRequests)!;
    }
}

/// <inheritdoc/>
internal sealed class RowPages<TEntity, TKey, TSubject> : RowPages
    where TEntity : class
    where TKey : struct
    where TSubject : class
{
    private readonly ParameterExpression _row = Expression.Parameter(typeof(TEntity), "row");
    private readonly Expression _key;
    private readonly IQueryable<TEntity> _rows;
    private readonly Expression<Func<TEntity, object?[]>> _selector;

    public RowPages(DbContext context, SweepSchedule schedule, SweepGroup group, IReadOnlyList<IProperty> dates, bool withPerson, bool withRequests)
    {
        var entity = group.Entity.EntityType;
        var people = StoredRows.Of<TSubject>(context, schedule.Subject.Metadata).IgnoreQueryFilters(QueryFilters.Hiding(context.Model));
        var owned = OwnedBy(context, group);
        var condition = schedule.Due(_row, group).Expression;
        condition = entity.GetDirectlyDerivedTypes().Aggregate(condition, (all, derived) => Expression.AndAlso(all, Expression.Not(Expression.TypeIs(_row, derived.ClrType))));
        if (withRequests)
        {
            condition = Expression.AndAlso(condition, Expression.Not(Any(people, owned)));
        }

        _key = StoredRows.Property(_row, entity.FindPrimaryKey()!.Properties[0]);
        _rows = StoredRows.Of<TEntity>(context, entity).IgnoreQueryFilters(QueryFilters.Hiding(context.Model)).AsNoTracking()
            .Where(Expression.Lambda<Func<TEntity, bool>>(condition, _row));
        IEnumerable<Expression> wanted =
        [
            _key,
            .. dates.Select(date => StoredRows.Property(_row, date)),
            .. withPerson ? schedule.Subject.Metadata.FindPrimaryKey()!.Properties.Select(part => PersonKey(people, owned, part)) : [],
        ];
        _selector = Expression.Lambda<Func<TEntity, object?[]>>(
            Expression.NewArrayInit(typeof(object), wanted.Select(value => Expression.Convert(value, typeof(object)))), _row);
    }

    public override Task<List<object?[]>> ReadAsync(object? after, int size, CancellationToken cancellationToken)
    {
        var rows = after is null
            ? _rows
            : _rows.Where(Expression.Lambda<Func<TEntity, bool>>(Expression.GreaterThan(_key, StoredRows.Parameter(typeof(TKey), after)), _row));
        return rows.OrderBy(Expression.Lambda<Func<TEntity, TKey>>(_key, _row)).Take(size).Select(_selector).ToListAsync(cancellationToken);
    }

    /// <summary>The condition on a person that the row is theirs.</summary>
    private Expression<Func<TSubject, bool>> OwnedBy(DbContext context, SweepGroup group)
    {
        var person = Expression.Parameter(typeof(TSubject), "person");
        return Expression.Lambda<Func<TSubject, bool>>(SubjectPredicate.Build(context, _row, group.Entity.Path, person), person);
    }

    private static MethodCallExpression Any(IQueryable<TSubject> people, Expression<Func<TSubject, bool>> owned)
    {
        var requested = people.Where(person => EF.Property<long?>(person, SoftErasureProperties.RequestedAt) != null);
        return Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(TSubject)], requested.Expression, Expression.Quote(owned));
    }

    private static MethodCallExpression PersonKey(IQueryable<TSubject> people, Expression<Func<TSubject, bool>> owned, IReadOnlyProperty part)
    {
        var theirs = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [typeof(TSubject)], people.Expression, Expression.Quote(owned));
        var person = Expression.Parameter(typeof(TSubject), "person");
        var value = Expression.Lambda(Expression.Convert(StoredRows.Property(person, part), typeof(object)), person);
        var keys = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [typeof(TSubject), typeof(object)], theirs, Expression.Quote(value));
        return Expression.Call(typeof(Queryable), nameof(Queryable.FirstOrDefault), [typeof(object)], keys);
    }
}
