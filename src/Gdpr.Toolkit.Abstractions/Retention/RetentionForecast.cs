using System.Globalization;

namespace Gdpr.Toolkit.Retention;

/// <summary>How many values fall due in each month to come (GDPR Art. 5(1)(e)).</summary>
/// <remarks>Immutable; holds counts, never values.</remarks>
public sealed record RetentionForecast
{
    /// <summary>Gets the day from which the forecast looks ahead.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets the months in which something falls due, the earliest first. A month without anything is left out.</summary>
    public required IReadOnlyList<RetentionForecastMonth> Months { get; init; }

    /// <summary>Gets how many values fell due on or before <see cref="AsOf"/>, and are still there.</summary>
    public required long Overdue { get; init; }

    /// <summary>Gets how many values have no end yet.</summary>
    public required long OpenEnded { get; init; }

    /// <summary>Counts by month. Reads its input once and keeps a number a month.</summary>
    /// <param name="due">The first day on which each value is no longer kept; null where there is no end yet.</param>
    /// <param name="asOf">The day from which to look ahead, in the controller's time zone.</param>
    /// <returns>The forecast.</returns>
    public static RetentionForecast Of(IEnumerable<DateOnly?> due, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(due);
        long overdue = 0, openEnded = 0;
        var months = new SortedDictionary<DateOnly, long>();
        foreach (var day in due)
        {
            if (day is not { } date)
                openEnded++;
            else if (date <= asOf)
                overdue++;
            else
                CountIn(months, date);
        }

        return new RetentionForecast
        {
            AsOf = asOf,
            Months = [.. months.Select(month => new RetentionForecastMonth(month.Key.ToString("yyyy-MM", CultureInfo.InvariantCulture), month.Value))],
            Overdue = overdue,
            OpenEnded = openEnded,
        };
    }

    /// <summary>Prints the forecast, a line a month.</summary>
    /// <returns>Plain text without values.</returns>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"As of {AsOf:O}: {Overdue} overdue, {OpenEnded} without an end yet.")
            + string.Concat(Months.Select(month => string.Create(CultureInfo.InvariantCulture, $"{Environment.NewLine}{month.Month}: {month.Due} fall due")));

    private static void CountIn(SortedDictionary<DateOnly, long> months, DateOnly date)
    {
        var month = new DateOnly(date.Year, date.Month, 1);
        months[month] = months.GetValueOrDefault(month) + 1;
    }
}
