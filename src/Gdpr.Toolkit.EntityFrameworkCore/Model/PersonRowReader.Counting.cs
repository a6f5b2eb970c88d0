using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <content>Counts rows.</content>
internal sealed partial class PersonRowReader
{
    private static readonly MethodInfo CountMethod =
        typeof(PersonRowReader).GetMethod(nameof(CountCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo HasMoreMethod =
        typeof(PersonRowReader).GetMethod(nameof(HasMoreCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo GroupMethod =
        typeof(PersonRowReader).GetMethod(nameof(GroupCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo EdgesMethod =
        typeof(PersonRowReader).GetMethod(nameof(EdgesCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly MethodInfo RangesMethod =
        typeof(PersonRowReader).GetMethod(nameof(RangesCoreAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>Whether a person has more rows of one entity than a number, without counting all of them.</summary>
    public Task<bool> HasMoreAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, int rows, CancellationToken cancellationToken)
        => (Task<bool>)HasMoreMethod.MakeGenericMethod(mapped.EntityType.ClrType).Invoke(this, [mapped, subjectKey, tenant, rows, cancellationToken])!;

    /// <summary>Counts the rows of one entity that have the same values in some columns, in the order of these.</summary>
    public async Task<IReadOnlyList<RowGroup>> GroupAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, GroupColumns columns, CancellationToken cancellationToken)
    {
        var row = Expression.Parameter(mapped.EntityType.ClrType, "row");
        var key = GroupKey.Build(row, columns.All);
        var groups = await ((Task<List<object?[]>>)GroupMethod.MakeGenericMethod(row.Type, key.Type)
            .Invoke(this, [mapped, subjectKey, tenant, Expression.Lambda(key, row), columns.All.Count, cancellationToken])!).ConfigureAwait(false);
        return groups.ConvertAll(values => new RowGroup(mapped, columns, values[..^1], (int)values[^1]!));
    }

    /// <summary>Counts the rows of one entity that lead to a person, whatever filter or tenant they lie behind.</summary>
    public Task<int> CountEverywhereAsync(MappedEntity mapped, IReadOnlyList<object> subjectKey, CancellationToken cancellationToken)
        => (Task<int>)CountMethod.MakeGenericMethod(mapped.EntityType.ClrType).Invoke(this, [mapped, subjectKey, cancellationToken])!;

    /// <summary>Finds the earliest and the latest date in the rows of one entity, over an index, and counts the rows without one.</summary>
    /// <param name="mapped">The entity.</param>
    /// <param name="subjectKey">The person.</param>
    /// <param name="tenant">The person's tenant.</param>
    /// <param name="columns">The columns, one of them the date.</param>
    /// <param name="rows">How many rows are not worth it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>
    /// Groups without rows for the two dates, where there are any; one for the rows without a date, where there are any. Null where there are no
    /// more rows than that number.
    /// </returns>
    public Task<IReadOnlyList<RowGroup>?> EdgesAsync(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, GroupColumns columns, int rows, CancellationToken cancellationToken)
        => (Task<IReadOnlyList<RowGroup>?>)EdgesMethod.MakeGenericMethod(mapped.EntityType.ClrType)
            .Invoke(this, [mapped, subjectKey, tenant, columns, rows, cancellationToken])!;

    /// <summary>Counts the rows of one entity in ranges of their date, over an index.</summary>
    /// <returns>A group for each range in which there are rows, with the last date of the range.</returns>
    public Task<IReadOnlyList<RowGroup>> RangesAsync(
        MappedEntity mapped,
        IReadOnlyList<object> subjectKey,
        TenantCondition? tenant,
        GroupColumns columns,
        IReadOnlyList<DateRange> ranges,
        CancellationToken cancellationToken)
        => (Task<IReadOnlyList<RowGroup>>)RangesMethod.MakeGenericMethod(mapped.EntityType.ClrType)
            .Invoke(this, [mapped, subjectKey, tenant, columns, ranges, cancellationToken])!;

    private async Task<int> CountCoreAsync<TEntity>(MappedEntity mapped, IReadOnlyList<object> subjectKey, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var predicate = OfConcreteType(row, mapped, SubjectPredicate.Build(context, row, mapped.Path, subjectKey, tenant: null));
        return await StoredRows.Of<TEntity>(context, mapped.EntityType).IgnoreQueryFilters()
            .CountAsync(Expression.Lambda<Func<TEntity, bool>>(predicate, row), cancellationToken)
            .ConfigureAwait(false);
    }

    private Task<bool> HasMoreCoreAsync<TEntity>(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, int rows, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        // In the order of the foreign key's index, so that the database need not sort to stop early.
        var first = Expression.Lambda<Func<TEntity, object>>(
            Expression.Convert(StoredRows.Property(row, mapped.Path.Hops[0].Properties[0]), typeof(object)), row);
        return Query<TEntity>(mapped).Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant)).OrderBy(first).Skip(rows).AnyAsync(cancellationToken);
    }

    private async Task<List<object?[]>> GroupCoreAsync<TEntity, TKey>(
        MappedEntity mapped,
        IReadOnlyList<object> subjectKey,
        TenantCondition? tenant,
        Expression<Func<TEntity, TKey>> key,
        int columns,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        var query = Query<TEntity>(mapped).Where(BelongsTo<TEntity>(key.Parameters[0], mapped, subjectKey, tenant));
        return columns == 0
            ? [[await query.CountAsync(cancellationToken).ConfigureAwait(false)]]
            : await query.GroupBy(key).Select(GroupKey.Values<TEntity, TKey>(columns)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<RowGroup>?> EdgesCoreAsync<TEntity>(
        MappedEntity mapped, IReadOnlyList<object> subjectKey, TenantCondition? tenant, GroupColumns columns, int few, CancellationToken cancellationToken)
        where TEntity : class
    {
        var row = Expression.Parameter(typeof(TEntity), "row");
        var date = StoredRows.Property(row, columns.All[columns.Date]);
        var rows = Query<TEntity>(mapped).Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant));
        var undated = 0;
        if (columns.All[columns.Date].IsNullable)
        {
            var none = Expression.Constant(null, date.Type);
            undated = await rows.CountAsync(Expression.Lambda<Func<TEntity, bool>>(Expression.Equal(date, none), row), cancellationToken).ConfigureAwait(false);
            rows = rows.Where(Expression.Lambda<Func<TEntity, bool>>(Expression.NotEqual(date, none), row));
        }

        var selector = Expression.Lambda<Func<TEntity, DateOnly>>(Expression.Convert(date, typeof(DateOnly)), row);
        var dates = rows.OrderBy(selector).Select(selector);
        var beyondFew = Math.Max(0, few - undated);
        // One statement: the first, the last, and a third one where there are many.
        var found = await dates.Take(1)
            .Concat(rows.OrderByDescending(selector).Select(selector).Take(1))
            .Concat(dates.Skip(beyondFew).Take(1))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        if (undated <= few && found.Count < 3)
        {
            return null;
        }

        return
        [
            .. undated > 0 ? [new RowGroup(mapped, columns, [null], undated)] : Array.Empty<RowGroup>(),
            .. found.Count > 0 ? [new RowGroup(mapped, columns, [found.Min()], 0), new RowGroup(mapped, columns, [found.Max()], 0)] : Array.Empty<RowGroup>(),
        ];
    }

    private async Task<IReadOnlyList<RowGroup>> RangesCoreAsync<TEntity>(
        MappedEntity mapped,
        IReadOnlyList<object> subjectKey,
        TenantCondition? tenant,
        GroupColumns columns,
        IReadOnlyList<DateRange> ranges,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        var range = Expression.Parameter(typeof(DateRange), "range");
        var row = Expression.Parameter(typeof(TEntity), "row");
        var date = StoredRows.Property(row, columns.All[columns.Date]);
        var isWithin = Expression.AndAlso(
            Expression.GreaterThanOrEqual(date, Expression.Convert(Expression.Property(range, nameof(DateRange.First)), date.Type)),
            Expression.LessThanOrEqual(date, Expression.Convert(Expression.Property(range, nameof(DateRange.Last)), date.Type)));
        var count = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Count),
            [typeof(TEntity)],
            Query<TEntity>(mapped).Where(BelongsTo<TEntity>(row, mapped, subjectKey, tenant)).Expression,
            Expression.Quote(Expression.Lambda<Func<TEntity, bool>>(isWithin, row)));
        var counted = Expression.New(
            typeof(KeyValuePair<DateOnly, int>).GetConstructor([typeof(DateOnly), typeof(int)])!,
            Expression.Property(range, nameof(DateRange.Last)),
            count);
        var counts = await DateRanges.Rows(context, ranges)
            .Select(Expression.Lambda<Func<DateRange, KeyValuePair<DateOnly, int>>>(counted, range))
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. from pair in counts where pair.Value > 0 orderby pair.Key select new RowGroup(mapped, columns, [pair.Key], pair.Value)];
    }
}
