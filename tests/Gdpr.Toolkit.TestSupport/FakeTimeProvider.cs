namespace Gdpr.Toolkit.TestSupport;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <remarks>Its timers are the system's: it answers what time it is, it doesn't wait faster. Thread-safe.</remarks>
public sealed class FakeTimeProvider(DateTimeOffset now) : TimeProvider
{
    private long _utcTicks = now.UtcTicks;

    /// <summary>Starts the clock at noon UTC on 1 March 2026.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Gets or sets what time it is. A clock may be set back.</summary>
    public DateTimeOffset UtcNow
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => UtcNow;

    /// <inheritdoc />
    public override long GetTimestamp() => Interlocked.Read(ref _utcTicks);
}
