using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class RetentionPeriodTests
{
    [Theory]
    [InlineData("P12M", "2025-03-31", "2026-03-31")]
    [InlineData("P7Y", "2024-12-31", "2031-12-31")]
    [InlineData("P1M", "2024-01-31", "2024-02-29")]
    [InlineData("P1M", "2025-01-31", "2025-02-28")]
    [InlineData("P2M", "2025-01-31", "2025-03-31")]
    [InlineData("P1Y", "2024-02-29", "2025-02-28")]
    [InlineData("P1Y2M3W4D", "2025-01-01", "2026-03-26")]
    [InlineData("P30D", "2025-12-15", "2026-01-14")]
    public void The_last_day_is_counted_in_one_step_from_the_anchor(string period, string from, string lastDay)
        => Assert.Equal(Date(lastDay), RetentionPeriod.Parse(period).LastDay(Date(from)));

    [Theory]
    [InlineData("P7Y", "9999-12-31")]
    [InlineData("P9999Y", "2025-01-01")]
    [InlineData("P99999D", "9990-01-01")]
    public void A_period_that_leads_past_the_last_date_ends_on_it(string period, string from)
        => Assert.Equal(DateOnly.MaxValue, RetentionPeriod.Parse(period).LastDay(Date(from)));

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("7Y")]
    [InlineData("PT1H")]
    [InlineData("P1.5Y")]
    [InlineData("P-1Y")]
    [InlineData("P1M1Y")]
    [InlineData("P1Y\n")]
    [InlineData(" P1Y")]
    [InlineData("p1y")]
    [InlineData("P٣M")]
    [InlineData("P1Y1Y")]
    [InlineData("P+1Y")]
    [InlineData("P10000Y")]
    [InlineData("P100000D")]
    [InlineData("P1YT1H")]
    public void What_is_no_period_of_years_months_weeks_and_days_is_refused(string text)
        => Assert.Throws<FormatException>(() => RetentionPeriod.Parse(text));

    [Theory]
    [InlineData("P0D", "P1M", "2025-01-31", "2025-02-28")]
    [InlineData("P1M", "P1M", "2025-01-31", "2025-03-31")]
    [InlineData("P1Y", "P1M", "2024-02-29", "2025-03-29")]
    [InlineData("P1M", "P1D", "2025-01-31", "2025-03-01")]
    [InlineData("P9999Y", "P9999Y", "2025-01-01", "9999-12-31")]
    public void Periods_are_joined_before_they_are_added(string first, string next, string from, string lastDay)
        => Assert.Equal(Date(lastDay), RetentionPeriod.Parse(first).Plus(RetentionPeriod.Parse(next)).LastDay(Date(from)));

    [Fact]
    public void A_period_is_shown_as_it_was_written()
        => Assert.Equal("P12M + P1Y", RetentionPeriod.Parse("P12M").Plus(RetentionPeriod.Parse("P1Y")).ToString());

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
