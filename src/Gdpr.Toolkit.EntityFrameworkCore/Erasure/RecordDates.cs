using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps the dates of records that stay, though another one decides: a record without its date has no end, and so has what is kept as long as the last of them.</summary>
internal static class RecordDates
{
    /// <param name="rows">All rows of the person, of which it is decided which stay.</param>
    /// <param name="decider">What keeps values.</param>
    public static void Keep(IReadOnlyList<PlannedRow> rows, RetentionDecider decider)
    {
        var reasons = Reasons(rows, decider);
        foreach (var entity in rows.Where(row => row.IsKept).GroupBy(row => row.Row.Mapped))
        {
            foreach (var (anchor, reason) in reasons)
            {
                foreach (var date in PersonRetention.Dates(entity.Key, anchor).Where(date => date.Mark is not null))
                {
                    Keep(entity, date, reason);
                }
            }
        }
    }

    private static void Keep(IEnumerable<PlannedRow> rows, MappedProperty date, RetentionReason reason)
    {
        foreach (var row in rows.Where(row => row.Row.Personal.Contains(date)))
        {
            if (!(row.Retained.TryGetValue(date, out var own) && own.IsAsLongAs(reason)))
            {
                row.Retain(date, reason);
            }
        }
    }

    /// <summary>Finds for each anchor that counts in other rows what is kept by it the longest.</summary>
    private static Dictionary<AnchorName, RetentionReason> Reasons(IReadOnlyList<PlannedRow> rows, RetentionDecider decider)
    {
        var reasons = new Dictionary<AnchorName, RetentionReason>();
        foreach (var (row, property, reason) in rows.SelectMany(row => row.RetainedThere.Select(value => (row.Row, value.Key, value.Value))))
        {
            foreach (var anchor in decider.AnchorsElsewhere(row, property))
            {
                if (!(reasons.TryGetValue(anchor, out var other) && other.IsAsLongAs(reason)))
                {
                    reasons[anchor] = reason;
                }
            }
        }

        return reasons;
    }
}
