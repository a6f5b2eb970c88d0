namespace Gdpr.Toolkit.TestSupport.Tests;

public class FakeTimeProviderTests
{
    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 25, 10, 0, 0, TimeSpan.FromHours(2)));
        var started = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new DateTimeOffset(2026, 5, 26, 8, 0, 0, TimeSpan.Zero), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(1), clock.GetElapsedTime(started));
    }

    [Fact]
    public void The_clock_can_be_set_back()
    {
        var clock = new FakeTimeProvider { UtcNow = new DateTimeOffset(2018, 5, 25, 0, 0, 0, TimeSpan.Zero) };

        Assert.Equal(2018, clock.GetLocalNow().Year);
    }
}
