using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>What of a person is due on a day.</summary>
internal sealed class PersonDues
{
    private readonly ILookup<PersonRow, ValueRetention> _kept;
    private readonly ErasureProgress _progress;
    private readonly bool _isHeld;

    private PersonDues(IReadOnlyList<ValueRetention> values, ErasureProgress progress, bool isHeld)
    {
        Due = [.. values.Where(IsDue)];
        _kept = values.Where(value => !IsDue(value)).ToLookup(value => value.Row);
        _progress = progress;
        _isHeld = isHeld;
    }

    /// <summary>Gets the values that nothing keeps any more, and that are there still.</summary>
    public IReadOnlyList<ValueRetention> Due { get; }

    /// <summary>Gets whether a legal hold keeps all of the person.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Gets whether the person was removed or erased.</summary>
    public bool IsRequested => _progress.RequestedOn is not null;

    /// <summary>Gets whether the person is to be erased: they wait for it, something that their erasure kept is due, or nothing is left.</summary>
    public bool IsErasure => IsPending || (Due.Count > 0 && (IsRequested || _kept.Count == 0));

    private bool IsPending => _progress is { RequestedOn: not null, ErasedOn: null };

    public static PersonDues Of(IReadOnlyCollection<PersonRow> rows, PersonRetention retention, DateOnly today, ControllerZone zone)
    {
        var progress = ErasureProgress.Of(rows, zone);
        return new PersonDues(
            [
                .. from row in rows
                   from property in row.Personal
                   where !RowValues.IsEmpty(row, property)
                   select new ValueRetention(row, property, retention.Explain(row, property, today, progress.RequestedOn)),
            ],
            progress,
            retention.Holds.OnWholePerson is not null);
    }

    /// <summary>Whether a row is deleted with its last value.</summary>
    public bool GoesWhole(PersonRow row)
        => row.Mapped is { IsSubject: false, IsShared: false }
            && !_kept[row].Any()
            && Due.Any(value => value.Row == row && value.Explanation.OnExpiry == ExpiryAction.Delete);

    // Without a purpose that applies to the person nobody has said for how long a value is kept, and "all have ended" would be true of none.
    private static bool IsDue(ValueRetention value)
        => value.Explanation is { Outcome: RetentionOutcome.NothingKeepsIt, Purposes.Count: > 0 };
}
