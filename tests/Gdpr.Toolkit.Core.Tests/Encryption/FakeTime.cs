namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A clock that the test moves, with timers that fire when it does.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(() => callback(state));
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves the clock without letting timers fire.</summary>
    public void Advance(TimeSpan by) => _now += by;

    public void FireTimers() => _timers.ForEach(t => t.Fire());

    private sealed class FakeTimer(Action callback) : ITimer
    {
        private bool _disposed;

        public void Fire()
        {
            if (!_disposed)
                callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
