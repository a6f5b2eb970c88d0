namespace Gdpr.Toolkit.Testing.Tests;

public class ManualTimeProviderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 13, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void A_clock_stands_still_until_it_is_moved()
    {
        var clock = new ManualTimeProvider(Noon);
        var started = clock.GetTimestamp();

        Assert.Equal(Noon, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal(Noon.AddDays(365), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(365), clock.GetElapsedTime(started));
    }

    [Fact]
    public void A_clock_can_be_set_back()
    {
        var clock = new ManualTimeProvider(Noon) { UtcNow = Noon.AddYears(-1) };

        Assert.Equal(Noon.AddYears(-1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetUtcNow().Offset);
        Assert.Equal(TimeZoneInfo.Utc, clock.LocalTimeZone);
    }
}
