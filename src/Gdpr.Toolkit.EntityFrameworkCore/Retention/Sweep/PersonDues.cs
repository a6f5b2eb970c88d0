using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>What of a person is due on a day.</summary>
internal sealed class PersonDues
{
    private readonly IReadOnlyList<ValueRetention> _kept;
    private readonly ErasureProgress _progress;
    private readonly bool _isHeld;

    private PersonDues(IReadOnlyList<ValueRetention> values, ErasureProgress progress, bool isHeld)
    {
        Due = [.. values.Where(IsDue)];
        _kept = [.. values.Where(value => !IsDue(value))];
        _progress = progress;
        _isHeld = isHeld;
    }

    /// <summary>Gets the values that nothing keeps any more, and that are there still. Dates that others are counted from are not among them.</summary>
    public IReadOnlyList<ValueRetention> Due { get; private set; }

    /// <summary>Gets the rows that are deleted; all other values that are due are emptied.</summary>
    public IReadOnlySet<PersonRow> Deleted { get; private set; } = new HashSet<PersonRow>();

    /// <summary>Gets how many rows would be deleted but for a held row that refers to them, and have values that cannot be emptied.</summary>
    public int Left { get; private set; }

    /// <summary>Gets whether a legal hold keeps all of the person.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Gets whether the person was removed or erased.</summary>
    public bool IsRequested => _progress.RequestedOn is not null;

    /// <summary>Gets whether the person is to be erased: they wait for it, something that their erasure kept is due, or nothing is left.</summary>
    public bool IsErasure => IsPending || (Due.Count > 0 && (IsRequested || _kept.Count == 0));

    private bool IsPending => _progress is { RequestedOn: not null, ErasedOn: null };

    /// <summary>Finds it.</summary>
    /// <param name="context">Where the rows are from.</param>
    /// <param name="rows">All rows of the person.</param>
    /// <param name="retention">What is known of them.</param>
    /// <param name="today">The day.</param>
    /// <param name="runtime">The time zone.</param>
    /// <param name="cancellationToken">Cancels looking for rows that refer to those that are deleted.</param>
    public static async Task<PersonDues> FindAsync(
        DbContext context,
        IReadOnlyCollection<PersonRow> rows,
        PersonRetention retention,
        DateOnly today,
        GdprRuntime runtime,
        CancellationToken cancellationToken)
    {
        var progress = ErasureProgress.Of(rows, runtime.Zone);
        var values = rows
            .SelectMany(row => row.Personal.Select(property => new ValueRetention(row, property, retention.Explain(row, property, today, progress.RequestedOn))))
            .ToList();
        var dues = new PersonDues([.. values.Where(IsThere)], progress, retention.Holds.OnWholePerson is not null);
        if (dues.Due.Count > 0)
        {
            await dues.DivideAsync(context, [.. rows], values, retention, cancellationToken).ConfigureAwait(false);
        }

        return dues;
    }

    /// <summary>Tells rows that go from those that stay, for values in them, for rows that refer to them or for their dates.</summary>
    private async Task DivideAsync(
        DbContext context,
        IReadOnlyList<PersonRow> rows,
        IReadOnlyList<ValueRetention> values,
        PersonRetention retention,
        CancellationToken cancellationToken)
    {
        var dates = new DatesInUse(retention, rows, _kept, IsRequested);
        var whole = values.GroupBy(value => value.Row)
            .Where(row => GoesWhole(row) && !dates.Decide(row.Key))
            .Select(row => row.Key);
        Deleted = await ForeignDependents.DeletableAsync(context, whole, cancellationToken).ConfigureAwait(false);
        var emptied = Due.Where(value => !Deleted.Contains(value.Row) && dates.LongestCountedFrom(value.Row, value.Property) is null).ToList();
        var left = emptied.Where(value => !ReplacementValue.HasDefault(value.Property.Property, value.Property.Mark!)).ToHashSet();
        Left = left.Select(value => value.Row).Distinct().Count();
        Due = [.. Due.Where(value => Deleted.Contains(value.Row)), .. emptied.Where(value => !left.Contains(value))];
    }

    /// <summary>Whether a row is deleted with its last value: now, or when it was left for its date alone.</summary>
    private static bool GoesWhole(IGrouping<PersonRow, ValueRetention> row)
        => row.Key.Mapped is { IsSubject: false, IsShared: false }
            && row.All(value => IsDue(value) || !IsThere(value))
            && row.Any(value => IsDue(value) && value.Explanation.OnExpiry == ExpiryAction.Delete);

    private static bool IsThere(ValueRetention value) => !RowValues.IsEmpty(value.Row, value.Property);

    // Without a purpose that applies to the person nobody has said for how long a value is kept, and "all have ended" would be true of none.
    private static bool IsDue(ValueRetention value)
        => value.Explanation is { Outcome: RetentionOutcome.NothingKeepsIt, Purposes.Count: > 0 };
}
