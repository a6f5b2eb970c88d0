using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Erasure;

/// <summary>How far the erasure of a person has come: asked for on a day, done on a day, or neither.</summary>
internal sealed record ErasureProgress(DateOnly? RequestedOn, DateOnly? ErasedOn)
{
    public static ErasureProgress Of(IReadOnlyCollection<PersonRow> rows, ControllerZone zone)
    {
        var person = rows.First(row => row.Mapped.IsSubject);
        return new ErasureProgress(Day(SoftErasureProperties.RequestedAt), Day(SoftErasureProperties.ErasedAt));

        DateOnly? Day(string name)
            => person[person.Mapped.EntityType.FindProperty(name)!] is long milliseconds ? zone.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)) : null;
    }

    /// <summary>Whether the erasure has taken a value already: nothing kept it on the day it was done.</summary>
    public bool HasTaken(RetentionExplanation explanation)
        => ErasedOn is not null && explanation.Outcome == RetentionOutcome.NothingKeepsIt && (explanation.EndedOn is null || explanation.EndedOn <= ErasedOn);
}
