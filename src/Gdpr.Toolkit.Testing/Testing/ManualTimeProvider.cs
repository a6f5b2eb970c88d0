namespace Gdpr.Toolkit.Testing;

/// <summary>A clock that stands still until a test sets it, to see what a retention period does to an erasure.</summary>
/// <remarks>
/// Register it before <c>AddGdprToolkit</c>: <c>services.AddSingleton&lt;TimeProvider&gt;(clock)</c>. Its timers are the
/// system's: it tells what time it is, it does not wait faster. Thread-safe.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private long _utcTicks;

    /// <summary>Creates a clock.</summary>
    /// <param name="now">What time it is.</param>
    public ManualTimeProvider(DateTimeOffset now) => _utcTicks = now.UtcTicks;

    /// <summary>Gets or sets what time it is. A clock may be set back.</summary>
    public DateTimeOffset UtcNow
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    /// <summary>Gets UTC, wherever the test runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves the clock.</summary>
    /// <param name="by">How far; back when negative.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => UtcNow;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _utcTicks);
}
