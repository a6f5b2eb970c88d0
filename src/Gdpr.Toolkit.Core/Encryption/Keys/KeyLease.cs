namespace Gdpr.Toolkit.Encryption;

/// <summary>This process's permission to use the keys of one store that it holds in memory. Thread-safe.</summary>
/// <remarks>
/// It is renewed by reading which keys are being destroyed, and runs from before that was asked. Whoever destroys a key waits
/// longer than a lease and the reading take (<see cref="LongestUse"/>), so that every process has either read of it or lost its
/// permission. A process that was stopped for longer forgets all keys: it may have missed some.
/// </remarks>
internal sealed class KeyLease(TimeSpan duration, TimeProvider time, SubjectKeyCache keys)
{
    // The system's ticks may lag by 16 ms. Half a lease of this length is left for that.
    private static readonly TimeSpan ShortestLong = TimeSpan.FromSeconds(1);

    private readonly Lock _renewal = new();
    private readonly long _length = (long)(duration.TotalSeconds * time.TimestampFrequency);
    private readonly long _freshTicks = (long)duration.TotalMilliseconds / 2;
    private readonly bool _isLong = ReferenceEquals(time, TimeProvider.System) && duration >= ShortestLong;
    private long _begun = long.MinValue;
    private long _begunTick = long.MinValue;

    /// <summary>Gets whether keys may be used now.</summary>
    public bool IsInForce => Age(time.GetTimestamp()) < _length;

    /// <summary>Gets whether keys may be used now, and nobody has to renew the lease yet.</summary>
    /// <remarks>Every value that is read asks, so that a lease that is long enough is told by the cheaper clock.</remarks>
    public bool IsFresh => _isLong
        ? Age(ref _begunTick, Environment.TickCount64) < _freshTicks
        : Age(time.GetTimestamp()) < _length / 2;

    /// <summary>How long a key may be in use somewhere after its destruction was committed.</summary>
    public static TimeSpan LongestUse(TimeSpan duration) => (duration * 1.01) + ReadingTime(duration);

    /// <summary>Begins a lease without asking anybody, where no key is in memory that could be one of those that are being destroyed.</summary>
    public void BeginIfEmpty()
    {
        lock (_renewal)
        {
            var (now, tick) = Now();
            if (Age(now) >= _length && keys.IsEmpty)
                Begin(now, tick);
        }
    }

    /// <summary>Renews the lease where it has run out, or half of it has.</summary>
    /// <param name="state">What <paramref name="read"/> needs.</param>
    /// <param name="read">Reads the keys that are being destroyed. What it throws is thrown, and the lease is as it was.</param>
    public void Ensure<TState>(TState state, Func<TState, IReadOnlyList<RevocationRow>> read)
    {
        if (IsFresh)
            return;
        if (IsInForce)
        {
            RenewUnlessSomebodyDoes(state, read);
            return;
        }

        BeginIfEmpty();
        lock (_renewal)
        {
            if (Age(time.GetTimestamp()) >= _length)
                Renew(state, read);
        }
    }

    // Half a lease is left, which is enough for those who do not renew it.
    private void RenewUnlessSomebodyDoes<TState>(TState state, Func<TState, IReadOnlyList<RevocationRow>> read)
    {
        if (!_renewal.TryEnter())
            return;
        try
        {
            Renew(state, read);
        }
        finally
        {
            _renewal.Exit();
        }
    }

    private void Renew<TState>(TState state, Func<TState, IReadOnlyList<RevocationRow>> read)
    {
        var (sent, tick) = Now();
        var revocations = read(state);
        var missedSome = Age(sent) > _length || time.GetElapsedTime(sent) > ReadingTime(duration);
        if (missedSome)
            keys.Clear();
        foreach (var row in revocations)
            keys.Remove(KeyId.From(row.Kid));
        Begin(sent, tick);
    }

    private (long Timestamp, long Tick) Now() => (time.GetTimestamp(), Environment.TickCount64);

    private void Begin(long timestamp, long tick)
    {
        Interlocked.Exchange(ref _begun, timestamp);
        Interlocked.Exchange(ref _begunTick, tick);
    }

    private long Age(long now) => Age(ref _begun, now);

    private static long Age(ref long begunField, long now)
    {
        var begun = Interlocked.Read(ref begunField);
        return begun == long.MinValue ? long.MaxValue : now - begun;
    }

    private static TimeSpan ReadingTime(TimeSpan duration) => duration / 4;
}
