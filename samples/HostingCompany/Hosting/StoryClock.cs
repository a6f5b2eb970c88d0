namespace HostingCompany.Hosting;

/// <summary>A clock that begins on the day of the story, runs on, and can be set forward: seven years must pass in a minute.</summary>
internal sealed class StoryClock : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the day in the company's time zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(HostingServices.TimeZone)).DateTime);

    public override DateTimeOffset GetUtcNow() => _now + (System.GetUtcNow() - _began);

    /// <summary>Sets the clock to the morning of a day.</summary>
    public void SetTo(DateOnly day) => Advance(new DateTimeOffset(day, new TimeOnly(8, 0), TimeSpan.Zero) - GetUtcNow());

    /// <summary>Sets the clock forward.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        _now += by;
    }
}
