namespace Gdpr.Toolkit.Retention;

/// <summary>One sweep that is going on: its settings, and what it has counted so far.</summary>
internal sealed class SweepRun(SweepOptions options, DateOnly today, bool isDryRun, Func<bool> isOn)
{
    private const string WholeRow = "*";

    private readonly Dictionary<(string Entity, string Property, ExpiryAction Action), int> _taken = [];

    public DateOnly Today => today;

    public bool IsDryRun => isDryRun;

    public int BatchSize => options.BatchSize;

    public SweepOptions Options => options;

    public bool IsStopped { get; private set; }

    public int Suspended { get; private set; }

    public int PeopleErased { get; set; }

    /// <summary>Gets how many rows and people were found to be due.</summary>
    public int Found { get; private set; }

    public bool HasTaken => _taken.Count > 0 || PeopleErased > 0;

    /// <summary>Asks the switch before a batch begins.</summary>
    public bool MayContinue()
    {
        IsStopped |= !isOn();
        return !IsStopped;
    }

    public void Suspend(int count) => Suspended += count;

    public void FindPerson() => Found++;

    /// <summary>Counts the rows of a batch.</summary>
    public void Count(SweepGroup group, int rows, int suspended)
    {
        Found += rows;
        Suspended += suspended;
        if (group.DeletesRows)
        {
            Add(group.Entity.EntityType.ShortName(), WholeRow, ExpiryAction.Delete, rows);
            return;
        }

        foreach (var property in group.Properties)
        {
            Add(property.Entity, property.Path, ExpiryAction.Erase, rows);
        }
    }

    /// <summary>Counts the rows and values of a person.</summary>
    public void Count(IEnumerable<ValueRetention> due, IReadOnlySet<Model.PersonRow> deleted)
    {
        foreach (var row in deleted)
        {
            Add(row.Mapped.EntityType.ShortName(), WholeRow, ExpiryAction.Delete, 1);
        }

        foreach (var value in due.Where(value => !deleted.Contains(value.Row)))
        {
            Add(value.Property.Entity, value.Property.Path, ExpiryAction.Erase, 1);
        }
    }

    public SweepReport Report(int overdue) => new()
    {
        AsOf = Today,
        IsDryRun = IsDryRun,
        IsStopped = IsStopped,
        Taken =
        [
            .. _taken.Select(count => new SweepCount(count.Key.Entity, count.Key.Property, count.Key.Action, count.Value))
                .OrderBy(count => count.Entity, StringComparer.Ordinal).ThenBy(count => count.Property, StringComparer.Ordinal),
        ],
        PeopleErased = PeopleErased,
        Suspended = Suspended,
        Overdue = overdue,
    };

    private void Add(string entity, string property, ExpiryAction action, int rows)
    {
        if (rows > 0)
        {
            _taken[(entity, property, action)] = _taken.GetValueOrDefault((entity, property, action)) + rows;
        }
    }
}
