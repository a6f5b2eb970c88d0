using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class KeyLeaseTests : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    private readonly FakeTime _time = new();
    private readonly SubjectKeyCache _cache;
    private readonly KeyLease _lease;
    private readonly List<RevocationRow> _revocations = [];
    private int _readings;

    public KeyLeaseTests()
    {
        _cache = new SubjectKeyCache(100, TimeSpan.FromHours(1), _time);
        _lease = new KeyLease(Duration, _time, _cache);
    }

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void A_lease_lasts_its_duration_from_before_the_question()
    {
        Assert.False(_lease.IsInForce);
        _cache.Add(TestKeys.Fixed());
        _lease.Ensure(this, test =>
        {
            test._time.Advance(TimeSpan.FromSeconds(1));
            return test.Read();
        });

        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.True(_lease.IsInForce);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(_lease.IsInForce);
    }

    [Fact]
    public void Nobody_is_asked_in_the_first_half_and_once_in_the_second()
    {
        var key = Begin();
        _time.Advance(Duration * 0.49);
        Ensure();
        Assert.Equal(0, _readings);

        _time.Advance(Duration * 0.02);
        Ensure();
        Ensure();

        Assert.Equal(1, _readings);
        Assert.Same(key, _cache.TryGet(key.Kid));
    }

    [Fact]
    public async Task A_long_lease_by_the_clock_of_the_system_is_fresh_for_half_of_it()
    {
        using var cache = new SubjectKeyCache(1, TimeSpan.FromHours(1), TimeProvider.System);
        var lease = new KeyLease(TimeSpan.FromSeconds(1), TimeProvider.System, cache);
        Assert.False(lease.IsFresh);

        lease.BeginIfEmpty();
        Assert.True(lease.IsFresh);
        await Task.Delay(550);

        Assert.False(lease.IsFresh);
    }

    [Fact]
    public void A_key_that_is_being_destroyed_is_destroyed_here_and_others_stay()
    {
        var (key, other) = (Begin(), TestKeys.Fixed(90));
        _cache.Add(other);
        _revocations.Add(new RevocationRow { Kid = key.Kid.ToByteArray() });
        _time.Advance(Duration * 0.6);

        Ensure();

        Assert.True(key.IsDestroyed);
        Assert.Same(other, _cache.TryGet(other.Kid));
    }

    [Fact]
    public void Who_comes_too_late_forgets_every_key()
    {
        var key = Begin();
        _time.Advance(Duration * 1.001);

        Ensure();

        Assert.True(key.IsEvicted);
        Assert.Equal(0, _cache.Count);
        Assert.True(_lease.IsInForce);
    }

    [Fact]
    public void A_slow_answer_counts_as_none()
    {
        var key = Begin();
        _time.Advance(Duration * 0.6);

        _lease.Ensure(this, test =>
        {
            test._time.Advance(Duration * 0.26);
            return test.Read();
        });

        Assert.True(key.IsEvicted);
    }

    [Fact]
    public void A_key_that_was_on_its_way_while_the_process_stood_still_is_loaded_anew()
    {
        Begin();
        var (key, fresh) = (TestKeys.Fixed(40), TestKeys.Fixed(40));
        using var lease = _cache.Lease(key.Kid, _ =>
        {
            if (_readings > 0)
                return fresh;
            _time.Advance(Duration * 2);
            Ensure();
            return key;
        });

        Assert.True(key.IsEvicted);
        Assert.Same(fresh, lease.Key);
    }

    [Fact]
    public void A_failed_question_is_thrown_and_gives_no_lease()
    {
        Begin();
        _time.Advance(Duration * 2);

        Assert.Throws<TimeoutException>(() => _lease.Ensure(this, _ => throw new TimeoutException()));

        Assert.False(_lease.IsInForce);
    }

    [Fact]
    public void Who_holds_no_key_need_not_ask()
    {
        Ensure();

        Assert.Equal(0, _readings);
        Assert.True(_lease.IsInForce);
    }

    [Fact]
    public void Of_many_threads_one_asks_and_the_others_go_on()
    {
        Begin();
        _time.Advance(Duration * 0.6);
        using var asked = new ManualResetEventSlim();
        using var answer = new ManualResetEventSlim();
        var asking = new Thread(() => _lease.Ensure(this, test =>
        {
            asked.Set();
            answer.Wait();
            return test.Read();
        }));
        asking.Start();
        asked.Wait();

        Ensure();

        Assert.Equal(0, _readings);
        answer.Set();
        asking.Join();
        Assert.Equal(1, _readings);
    }

    [Fact]
    public void An_erasure_waits_for_longer_than_any_process_can_use_a_key()
        => Assert.Equal(Duration * 1.26, KeyLease.LongestUse(Duration));

    private SubjectKey Begin()
    {
        var key = TestKeys.Fixed();
        _lease.BeginIfEmpty();
        _cache.Add(key);
        return key;
    }

    private void Ensure() => _lease.Ensure(this, test => test.Read());

    private List<RevocationRow> Read()
    {
        _readings++;
        return _revocations;
    }
}
