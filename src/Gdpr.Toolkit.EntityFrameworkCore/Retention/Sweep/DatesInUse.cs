using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>The dates of a person from which values that stay are counted: without them nobody could tell any more when their time is up.</summary>
internal sealed class DatesInUse
{
    private readonly PersonRetention _retention;
    private readonly IReadOnlyList<PersonRow> _rows;
    private readonly bool _isErasureRequested;
    private readonly Dictionary<(PersonRow Row, MappedProperty Date), ValueRetention> _dates = [];
    private readonly HashSet<PersonRow> _deciding = [];
    private readonly HashSet<AnchorName> _fromElsewhere = [];

    /// <param name="retention">What is known of the person's rows.</param>
    /// <param name="rows">All rows of the person.</param>
    /// <param name="staying">The values that stay.</param>
    /// <param name="isErasureRequested">Whether the person's erasure was asked for.</param>
    public DatesInUse(PersonRetention retention, IReadOnlyList<PersonRow> rows, IEnumerable<ValueRetention> staying, bool isErasureRequested)
    {
        (_retention, _rows, _isErasureRequested) = (retention, rows, isErasureRequested);
        foreach (var value in staying.OrderByDescending(value => value.Explanation.LastDay ?? DateOnly.MaxValue))
        {
            Add(value);
        }
    }

    /// <summary>Finds the value that stays the longest of those that are counted from a date; null where none is. In a row that stays the date stays too: a record without it would never end.</summary>
    public ValueRetention? LongestCountedFrom(PersonRow row, MappedProperty date) => _dates.GetValueOrDefault((row, date));

    /// <summary>Whether a row holds the date that decides for values in other rows.</summary>
    public bool Decide(PersonRow row) => _deciding.Contains(row);

    /// <summary>Adds the dates that a value is counted from, and those that these are counted from.</summary>
    private void Add(ValueRetention value)
    {
        var open = new Stack<(PersonRow Row, MappedProperty Property)>([(value.Row, value.Property)]);
        while (open.TryPop(out var counted))
        {
            foreach (var date in DatesOf(counted.Row, counted.Property).Where(date => _dates.TryAdd(date, value)))
            {
                open.Push(date);
            }
        }
    }

    private IEnumerable<(PersonRow Row, MappedProperty Date)> DatesOf(PersonRow row, MappedProperty property)
        => _retention.OwnDates(row, property, _isErasureRequested).Select(own => (row, own.Property))
            .Concat(_retention.AnchorsOf(property, _isErasureRequested).SelectMany(anchor => DatesOf(row, anchor)));

    private IEnumerable<(PersonRow Row, MappedProperty Date)> DatesOf(PersonRow row, AnchorName anchor)
    {
        var (records, deciding) = _retention.RecordsOf(row, anchor, _rows);
        if (deciding is null || (deciding != row && !_fromElsewhere.Add(anchor)))
        {
            return [];
        }

        if (deciding != row)
        {
            _deciding.Add(deciding);
        }

        return from record in records
               from date in PersonRetention.Dates(record.Mapped, anchor)
               select (record, date);
    }
}
