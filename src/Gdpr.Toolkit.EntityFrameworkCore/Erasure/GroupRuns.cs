using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Puts groups of one entity together for which the same is decided.</summary>
internal static class GroupRuns
{
    public static IEnumerable<PlannedRow> Of(IEnumerable<RowGroup> groups, Func<RowGroup, Dictionary<MappedProperty, RetentionReason>> decide)
        => groups
            .GroupBy(group => group.WithoutDate)
            .OrderBy(alike => alike.Key.Others, StringComparer.Ordinal).ThenBy(alike => alike.Key.HasDate)
            .SelectMany(alike => Plan([.. alike.OrderBy(group => group.Date)], decide));

    private static IEnumerable<PlannedRow> Plan(IReadOnlyList<RowGroup> groups, Func<RowGroup, Dictionary<MappedProperty, RetentionReason>> decide)
    {
        var next = 0;
        foreach (var (last, retained) in AnswerRuns.Of(groups.Count, index => decide(groups[index])))
        {
            yield return new PlannedRow(groups[last].Counting(groups.Skip(next).Take(last + 1 - next).Sum(group => group.Count)), retained);
            next = last + 1;
        }
    }
}
