using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Finds what is planned for a row in the groups that counted it.</summary>
internal sealed class PlannedGroups
{
    private readonly MappedEntity _mapped;
    private readonly GroupColumns _columns;
    private readonly Dictionary<(string Others, bool HasDate), (List<IComparable?> Lasts, List<PlannedRow> Planned)> _runs;

    /// <param name="mapped">The entity.</param>
    /// <param name="columns">The columns by which its rows were counted.</param>
    /// <param name="planned">What is planned for its groups, in the order of their dates.</param>
    public PlannedGroups(MappedEntity mapped, GroupColumns columns, IEnumerable<PlannedRow> planned)
    {
        _mapped = mapped;
        _columns = columns;
        _runs = planned.GroupBy(run => ((RowGroup)run.Row).WithoutDate)
            .ToDictionary(runs => runs.Key, runs => (runs.Select(run => ((RowGroup)run.Row).Date).ToList(), runs.ToList()));
    }

    /// <exception cref="StaleErasurePlanException">None of the groups has counted the row.</exception>
    public PlannedRow Find(PersonRow row)
    {
        var own = new RowGroup(_mapped, _columns, row.KeyValues(_columns.All), row.Count);
        if (!_runs.TryGetValue(own.WithoutDate, out var runs))
        {
            throw new StaleErasurePlanException();
        }

        var place = own.Date is null ? 0 : runs.Lasts.BinarySearch(own.Date);
        place = place < 0 ? ~place : place;
        return place < runs.Planned.Count ? runs.Planned[place] : throw new StaleErasurePlanException();
    }
}
