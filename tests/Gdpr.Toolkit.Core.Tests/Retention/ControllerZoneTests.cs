using System.Globalization;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Core.Tests.Retention;

public class ControllerZoneTests
{
    [Theory]
    [InlineData("Europe/Stockholm", "2025-12-31T22:59:59Z", "2025-12-31")]
    [InlineData("Europe/Stockholm", "2025-12-31T23:30:00Z", "2026-01-01")]
    [InlineData("Europe/Stockholm", "2025-06-30T22:00:00Z", "2025-07-01")]
    [InlineData("Europe/Stockholm", "2025-10-26T00:59:59Z", "2025-10-26")]
    [InlineData("America/New_York", "2025-12-31T23:30:00Z", "2025-12-31")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    public void An_instant_lies_in_the_day_that_the_controllers_calendar_shows(string zone, string instant, string day)
        => Assert.Equal(Case.Day(day), Zone(zone).DayOf(Instant(instant)));

    [Theory]
    [InlineData("Europe/Stockholm", "2026-01-01", "2025-12-31T23:00:00Z")]
    [InlineData("Europe/Stockholm", "2025-03-30", "2025-03-29T23:00:00Z")]
    [InlineData("Europe/Stockholm", "2025-03-31", "2025-03-30T22:00:00Z")]
    [InlineData("Europe/Stockholm", "2025-10-26", "2025-10-25T22:00:00Z")]
    [InlineData("Europe/Stockholm", "2025-10-27", "2025-10-26T23:00:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2025-01-01", "2024-12-31T10:00:00Z")]
    [InlineData("UTC", "0001-01-01", "0001-01-01T00:00:00Z")]
    [InlineData("Europe/Stockholm", "9999-12-31", "9999-12-30T23:00:00Z")]
    public void A_day_begins_when_the_one_before_is_over(string zone, string day, string instant)
        => Assert.Equal(Instant(instant), Zone(zone).StartOf(Case.Day(day)).ToUniversalTime());

    [Theory]
    [InlineData("Europe/Stockholm")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Apia")]
    [InlineData("Asia/Beirut")]
    public void From_its_start_on_it_is_that_day_or_a_later_one_and_just_before_it_is_not(string id)
    {
        var zone = Zone(id);

        for (var day = new DateOnly(2010, 1, 1); day.Year < 2012; day = day.AddDays(1))
        {
            var start = zone.StartOf(day);
            Assert.True(zone.DayOf(start.AddTicks(-1)) < day, $"{id} {day:O}");
            Assert.All(Enumerable.Range(0, 24 * 6), minutes => Assert.True(zone.DayOf(start.AddMinutes(10 * minutes)) >= day, $"{id} {day:O}"));
        }
    }

    private static ControllerZone Zone(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
