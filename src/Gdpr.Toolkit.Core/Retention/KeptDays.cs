namespace Gdpr.Toolkit.Retention;

/// <summary>Consecutive days on which something keeps a value.</summary>
internal readonly record struct KeptDays(int First, LastKeptDay Last)
{
    public bool IsEmpty => Last.Number < First;

    public bool Contains(DateOnly day) => First <= day.DayNumber && day.DayNumber <= Last.Number;

    /// <summary>Whether these days go on from others without a gap, and end later.</summary>
    public bool Prolongs(LastKeptDay last) => !IsEmpty && !last.IsNever && First <= last.Number + 1 && Last.Number > last.Number;
}
