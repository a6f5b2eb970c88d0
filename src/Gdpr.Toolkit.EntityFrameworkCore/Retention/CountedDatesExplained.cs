using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>Explains dates from which others are counted: sweeps and erasures leave them as long as these, in rows that stay.</summary>
internal sealed class CountedDatesExplained
{
    private readonly DatesInUse _dates;
    private readonly ILookup<PersonRow, ValueRetention> _values;
    private readonly bool _isErasureRequested;
    private readonly HashSet<PersonRow> _staying;

    /// <param name="retention">What is known of the person's rows.</param>
    /// <param name="rows">All rows of the person.</param>
    /// <param name="values">What was found of each value by its own purposes.</param>
    /// <param name="isErasureRequested">Whether the person's erasure was asked for.</param>
    public CountedDatesExplained(PersonRetention retention, IReadOnlyList<PersonRow> rows, IReadOnlyList<ValueRetention> values, bool isErasureRequested)
    {
        _dates = new DatesInUse(retention, rows, values.Where(IsKept), isErasureRequested);
        _values = values.ToLookup(value => value.Row);
        _isErasureRequested = isErasureRequested;
        _staying = Staying(rows);
    }

    /// <summary>Gives the answer for a value: the same, unless it is a date that others keep.</summary>
    public ValueRetention Of(ValueRetention value)
        => _dates.LongestCountedFrom(value.Row, value.Property) is { } counted
            && Keeper(value.Row, counted) is { } keeper
            && keeper.Explanation.Outlasts(value.Explanation)
                ? value with { Explanation = value.Explanation.KeptWith(keeper.Explanation, $"{keeper.Property.Entity}.{keeper.Property.Path}") }
                : value;

    /// <summary>Finds what keeps a date: what is counted from it, or what keeps its row from being deleted, if that ends before.</summary>
    private ValueRetention? Keeper(PersonRow row, ValueRetention counted)
    {
        if (_staying.Contains(row))
        {
            return counted;
        }

        var last = _values[row].Where(IsKept).Aggregate((ValueRetention?)null, (longest, next) => longest?.Explanation.Outlasts(next.Explanation) == true ? longest : next);
        return last is null || counted.Explanation.Outlasts(last.Explanation) ? last : counted;
    }

    /// <summary>Finds the rows that are not deleted when their own values are due.</summary>
    private HashSet<PersonRow> Staying(IReadOnlyList<PersonRow> rows)
    {
        var planned = rows.Select(row => new PlannedRow(row, [])).ToList();
        var links = new RowLinks(planned);
        var staying = rows.Where(StaysByItself).ToHashSet();
        var open = new Queue<PlannedRow>(planned.Where(row => staying.Contains((PersonRow)row.Row) || _values[(PersonRow)row.Row].Any(IsKept)));
        while (open.TryDequeue(out var row))
        {
            foreach (var principal in links.Principals(row).Where(principal => staying.Add((PersonRow)principal.Row)))
            {
                open.Enqueue(principal);
            }
        }

        return staying;
    }

    private bool StaysByItself(PersonRow row)
        => row.Mapped.IsSubject || row.Mapped.IsShared || _dates.Decide(row)
            || (_isErasureRequested ? _values[row].Any(IsKept) : _values[row].All(value => value.Explanation.OnExpiry != ExpiryAction.Delete));

    private static bool IsKept(ValueRetention value)
        => value.Explanation.Outcome != RetentionOutcome.NothingKeepsIt && !RowValues.IsEmpty(value.Row, value.Property);
}
