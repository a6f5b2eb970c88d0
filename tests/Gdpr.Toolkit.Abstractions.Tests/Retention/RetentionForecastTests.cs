using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Abstractions.Tests.Retention;

public class RetentionForecastTests
{
    private static readonly DateOnly Today = new(2025, 12, 31);

    [Fact]
    public void Values_are_counted_by_the_month_in_which_they_fall_due()
    {
        DateOnly?[] due = [new(2026, 2, 28), new(2026, 1, 1), new(2026, 1, 31), new(2032, 12, 31), null, new(2025, 12, 31), new(2020, 1, 1), null];

        var forecast = RetentionForecast.Of(due, Today);

        Assert.Equal([new("2026-01", 2), new("2026-02", 1), new("2032-12", 1)], forecast.Months);
        Assert.Equal((2, 2, Today), (forecast.Overdue, forecast.OpenEnded, forecast.AsOf));
    }

    [Fact]
    public void Nothing_is_due_where_nothing_is()
    {
        var forecast = RetentionForecast.Of([], Today);

        Assert.Empty(forecast.Months);
        Assert.Equal((0, 0), (forecast.Overdue, forecast.OpenEnded));
    }

    [Fact]
    public void The_first_and_the_last_month_of_the_calendar_are_months_like_others()
    {
        var forecast = RetentionForecast.Of([DateOnly.MaxValue, DateOnly.MinValue.AddDays(1)], DateOnly.MinValue);

        Assert.Equal(["0001-01", "9999-12"], forecast.Months.Select(month => month.Month));
    }

    [Fact]
    public void It_prints_a_line_a_month()
        => Assert.Equal(
            ["As of 2026-01-15: 1 overdue, 1 without an end yet.", "2026-03: 2 fall due"],
            RetentionForecast.Of([null, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 31)], new DateOnly(2026, 1, 15))
                .ToString().ReplaceLineEndings("\n").Split('\n'));
}
