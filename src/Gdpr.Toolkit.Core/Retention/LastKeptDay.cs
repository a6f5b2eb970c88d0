namespace Gdpr.Toolkit.Retention;

/// <summary>The last day on which something is kept, as a day number: it can also be "never any" and "no end".</summary>
internal readonly record struct LastKeptDay : IComparable<LastKeptDay>
{
    private const int BeforeTheCalendar = -1;

    private LastKeptDay(int number) => Number = number;

    /// <summary>Gets that there is no last day.</summary>
    public static LastKeptDay Never { get; } = new(int.MaxValue);

    /// <summary>Gets that no day is kept.</summary>
    public static LastKeptDay None { get; } = new(BeforeTheCalendar);

    public int Number { get; }

    public bool IsNever => this == Never;

    /// <summary>Gets the day; null when there is no end or nothing is kept.</summary>
    public DateOnly? Date => IsNever || Number < 0 ? null : DateOnly.FromDayNumber(Number);

    public static LastKeptDay On(DateOnly day) => new(day.DayNumber);

    /// <summary>The day before one on which something ends at once.</summary>
    public static LastKeptDay Before(DateOnly day) => new(day.DayNumber - 1);

    public static LastKeptDay Earlier(LastKeptDay one, LastKeptDay other) => one.Number <= other.Number ? one : other;

    public static LastKeptDay Later(LastKeptDay one, LastKeptDay other) => one.Number >= other.Number ? one : other;

    public int CompareTo(LastKeptDay other) => Number.CompareTo(other.Number);

    public override string ToString() => IsNever ? "no end" : Date?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "never kept";
}
