namespace Gdpr.Toolkit.Retention;

/// <summary>The controller's time zone: which day an instant lies in, and when a day begins.</summary>
internal sealed class ControllerZone(TimeZoneInfo zone)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Reach = TimeSpan.FromHours(40);

    public static ControllerZone Utc { get; } = new(TimeZoneInfo.Utc);

    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>Finds the first instant from which on it is this day or a later one.</summary>
    /// <remarks>That is midnight, except on days that begin later or are left out; where a clock goes back over midnight, the second time counts.</remarks>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return Within(midnight.Ticks) && !zone.IsInvalidTime(midnight) && !zone.IsAmbiguousTime(midnight)
            && new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)) is var start && IsStart(start, day)
            ? start
            : Search(midnight, day);
    }

    private bool IsStart(DateTimeOffset instant, DateOnly day) => DayOf(instant) == day && DayOf(instant.AddTicks(-1)) < day;

    // Backwards from where it certainly is that day or later, then between the last two samples.
    private DateTimeOffset Search(DateTime midnight, DateOnly day)
    {
        var after = Clamp(midnight.Ticks + Reach.Ticks);
        var earliest = Clamp(midnight.Ticks - Reach.Ticks);
        var before = after;
        while (before > earliest && DayOf(before) >= day)
        {
            after = before;
            before = Clamp(Math.Max(before.Ticks - Step.Ticks, earliest.Ticks));
        }

        if (DayOf(before) >= day)
            return before;
        while (after.Ticks - before.Ticks > 1)
        {
            var middle = Clamp(before.Ticks + ((after.Ticks - before.Ticks) / 2));
            (before, after) = DayOf(middle) >= day ? (before, middle) : (middle, after);
        }

        return TimeZoneInfo.ConvertTime(after, zone);
    }

    private static bool Within(long ticks) => ticks > Reach.Ticks && ticks < DateTime.MaxValue.Ticks - Reach.Ticks;

    private static DateTimeOffset Clamp(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
}
