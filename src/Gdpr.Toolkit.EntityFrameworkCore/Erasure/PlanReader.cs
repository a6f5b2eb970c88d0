using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Reads what a plan needs of a person's rows: each of them, or, of an entity with many, counts of those that are alike. For one plan.</summary>
internal sealed class PlanReader(Person person, bool tracking)
{
    /// <summary>How many rows of an entity are read one by one, where they can be counted as well.</summary>
    public const int PageSize = 1_000;

    // Where answers change more often than that, ranges are no faster than groups.
    private const int MostRanges = 1_000;

    private readonly PersonRowReader _reader = new(person.Context, tracking);
    private readonly Dictionary<MappedEntity, GroupColumns> _uncounted = [];
    private TenantCondition? _tenant;

    /// <summary>Reads the rows, the person's own first. Of entities that <see cref="CountAsync"/> counts, it reads the earliest and the latest date.</summary>
    /// <param name="oneByOne">Entities that must not be grouped.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public async Task<IReadOnlyList<IRowsOfPerson>> ReadAsync(IReadOnlySet<MappedEntity> oneByOne, CancellationToken cancellationToken)
    {
        var rows = new List<IRowsOfPerson>();
        foreach (var mapped in person.Entities.Where(mapped => !mapped.IsReadOnly))
        {
            _tenant ??= TenantCondition.Of(rows.OfType<PersonRow>());
            var columns = oneByOne.Contains(mapped) ? null : GroupColumns.Of(mapped, person);
            if (columns is not null && await ReadManyAsync(mapped, columns, cancellationToken).ConfigureAwait(false) is { } groups)
            {
                rows.AddRange(groups);
                continue;
            }

            await foreach (var row in _reader.StreamAsync(mapped, person.Key, mapped.IsSubject ? null : _tenant, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
            }
        }

        return rows.Any(row => row.Mapped.IsSubject) ? rows : throw person.NotFound();
    }

    /// <summary>Counts what <see cref="ReadAsync"/> has left uncounted, now that it can be asked where the answer changes.</summary>
    /// <param name="rows">What was read.</param>
    /// <param name="decide">Decides about rows with a date.</param>
    /// <param name="cancellationToken">Cancels the counting.</param>
    public async Task<IReadOnlyList<IRowsOfPerson>> CountAsync(
        IReadOnlyList<IRowsOfPerson> rows, Func<RowGroup, Dictionary<MappedProperty, RetentionReason>> decide, CancellationToken cancellationToken)
    {
        if (_uncounted.Count == 0)
        {
            return rows;
        }

        var counted = new List<IRowsOfPerson>();
        foreach (var entity in rows.GroupBy(row => row.Mapped))
        {
            counted.AddRange(entity.Where(row => row.Count > 0));
            if (_uncounted.TryGetValue(entity.Key, out var columns) && entity.OfType<RowGroup>().Where(row => row.Count == 0).ToList() is [var first, var last])
            {
                counted.AddRange(await CountBetweenAsync(first, last, columns, decide, cancellationToken).ConfigureAwait(false));
            }
        }

        return counted;
    }

    /// <returns>The groups; null where there are too few rows.</returns>
    private async Task<IReadOnlyList<RowGroup>?> ReadManyAsync(MappedEntity mapped, GroupColumns columns, CancellationToken cancellationToken)
    {
        if (columns.AreRanges && DateRanges.AreSupported(person.Context))
        {
            _uncounted.Add(mapped, columns);
            return await _reader.EdgesAsync(mapped, person.Key, _tenant, columns, PageSize, cancellationToken).ConfigureAwait(false);
        }

        // Where all rows are one group, counting says how many there are.
        var areMany = columns.All.Count == 0 || await _reader.HasMoreAsync(mapped, person.Key, _tenant, PageSize, cancellationToken).ConfigureAwait(false);
        var groups = areMany ? await _reader.GroupAsync(mapped, person.Key, _tenant, columns, cancellationToken).ConfigureAwait(false) : [];
        return groups.Sum(group => group.Count) > PageSize ? groups : null;
    }

    private async Task<IReadOnlyList<RowGroup>> CountBetweenAsync(
        RowGroup first, RowGroup last, GroupColumns columns, Func<RowGroup, Dictionary<MappedProperty, RetentionReason>> decide, CancellationToken cancellationToken)
    {
        var begin = (DateOnly)first.Date!;
        var days = ((DateOnly)last.Date!).DayNumber - begin.DayNumber + 1;
        var ends = AnswerRuns.Of(days, day => decide(first.At(begin.AddDays(day)))).Select(run => begin.AddDays(run.Last)).Take(MostRanges + 1).ToList();
        if (ends.Count > MostRanges)
        {
            var groups = await _reader.GroupAsync(first.Mapped, person.Key, _tenant, columns, cancellationToken).ConfigureAwait(false);
            return [.. groups.Where(group => group.Date is not null)];
        }

        var ranges = ends.Select((end, index) => new DateRange(index == 0 ? begin : ends[index - 1].AddDays(1), end)).ToList();
        return await _reader.RangesAsync(first.Mapped, person.Key, _tenant, columns, ranges, cancellationToken).ConfigureAwait(false);
    }
}
