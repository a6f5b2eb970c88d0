using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class SubjectKeyCacheTests : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly FakeTime _time = new();
    private readonly SubjectKeyCache _cache;

    public SubjectKeyCacheTests() => _cache = new SubjectKeyCache(3, Lifetime, _time);

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void A_key_is_loaded_once_and_then_found()
    {
        var key = TestKeys.Fixed();

        Assert.Null(_cache.TryGet(key.Kid));
        Assert.Same(key, _cache.GetOrAdd(key.Kid, _ => key));
        Assert.Same(key, _cache.GetOrAdd(key.Kid, _ => throw new InvalidOperationException("loaded twice")));
        Assert.Same(key, _cache.TryGet(key.Kid));
    }

    [Fact]
    public void The_least_recently_used_key_makes_room_and_is_evicted()
    {
        var keys = Fill();
        _cache.TryGet(keys[0].Kid);

        _cache.Add(TestKeys.Fixed(50));

        Assert.Equal(3, _cache.Count);
        Assert.Null(_cache.TryGet(keys[1].Kid));
        Assert.True(keys[1].IsEvicted);
        Assert.False(keys[1].IsDestroyed);
        Assert.Same(keys[0], _cache.TryGet(keys[0].Kid));
    }

    [Fact]
    public void A_key_lives_its_lifetime_and_no_longer_however_often_it_is_used()
    {
        var key = TestKeys.Fixed();
        _cache.Add(key);

        _time.Advance(Lifetime - TimeSpan.FromTicks(1));
        Assert.Same(key, _cache.TryGet(key.Kid));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.Null(_cache.TryGet(key.Kid));
        Assert.True(key.IsEvicted);
    }

    [Fact]
    public void Expired_keys_are_evicted_without_anybody_asking_for_them()
    {
        var keys = Fill();

        _time.Advance(Lifetime);
        _time.FireTimers();

        Assert.Equal(0, _cache.Count);
        Assert.All(keys, key => Assert.True(key.IsEvicted));
    }

    [Fact]
    public void Removing_a_key_destroys_it_wherever_it_is_held()
    {
        var key = TestKeys.Fixed();
        _cache.Add(key);
        using var lease = _cache.Lease(key.Kid, _ => throw new InvalidOperationException());

        _cache.Remove(key.Kid);

        Assert.True(lease.Key.IsDestroyed);
        Assert.Null(_cache.TryGet(key.Kid));
    }

    [Fact]
    public void Clearing_evicts_and_does_not_destroy()
    {
        var keys = Fill();

        _cache.Clear();

        Assert.All(keys, key => Assert.True(key.IsEvicted));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void A_key_that_was_sealed_with_is_found_by_its_person()
    {
        var (ada, bob) = (TestKeys.Fixed(), TestKeys.Fixed(1));
        _cache.Add(ada);
        _cache.NoteSealing(Subject(1), ada);
        _cache.NoteSealing(Subject(2), bob);

        using var lease = _cache.TryLeaseToSeal(Subject(1));

        Assert.Same(ada, lease?.Key);
        Assert.Null(_cache.TryLeaseToSeal(Subject(2)));
        Assert.Null(_cache.TryLeaseToSeal(Subject(3)));
        Assert.Null(_cache.TryLeaseToSeal(new KeySubject(Guid.NewGuid(), "person", [1])));
        Assert.Null(_cache.TryLeaseToSeal(new KeySubject(TestKeys.StoreId, "child", [1])));
    }

    [Fact]
    public void The_key_that_was_sealed_with_last_is_the_persons()
    {
        var (first, second) = (TestKeys.Fixed(), TestKeys.Fixed(1));
        _cache.Add(first);
        _cache.Add(second);
        _cache.NoteSealing(Subject(1), first);
        _cache.NoteSealing(Subject(1), second);

        _cache.Remove(first.Kid);

        using var lease = _cache.TryLeaseToSeal(Subject(1));
        Assert.Same(second, lease?.Key);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("cleared")]
    [InlineData("expired")]
    public void A_key_that_has_left_is_not_found_by_its_person(string how)
    {
        var key = TestKeys.Fixed();
        _cache.Add(key);
        _cache.NoteSealing(Subject(1), key);

        switch (how)
        {
            case "removed":
                _cache.Remove(key.Kid);
                break;
            case "cleared":
                _cache.Clear();
                break;
            default:
                _time.Advance(Lifetime);
                break;
        }

        Assert.Null(_cache.TryLeaseToSeal(Subject(1)));
        _cache.Add(TestKeys.Fixed());
        Assert.Null(_cache.TryLeaseToSeal(Subject(1)));
    }

    [Fact]
    public void Three_thousand_concurrent_misses_are_one_load()
    {
        const int Misses = 3_000;
        var loads = 0;
        var key = TestKeys.Fixed();
        using var together = new CountdownEvent(Misses);
        var results = new SubjectKey[Misses];

        var threads = Enumerable.Range(0, Misses).Select(i => new Thread(() =>
        {
            together.Signal();
            together.Wait();
            results[i] = _cache.GetOrAdd(key.Kid, _ =>
            {
                Interlocked.Increment(ref loads);
                Thread.Sleep(50);
                return key;
            });
        }, maxStackSize: 128 * 1024)).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal(1, loads);
        Assert.All(results, result => Assert.Same(key, result));
    }

    [Fact]
    public void Misses_of_different_keys_do_not_wait_for_each_other()
    {
        var (slow, fast) = (TestKeys.Fixed(), TestKeys.Fixed(1));
        using var release = new ManualResetEventSlim();
        var waiting = new Thread(() => _cache.GetOrAdd(slow.Kid, _ =>
        {
            release.Wait();
            return slow;
        }));
        waiting.Start();

        Assert.Same(fast, _cache.GetOrAdd(fast.Kid, _ => fast));

        release.Set();
        waiting.Join();
        Assert.Same(slow, _cache.TryGet(slow.Kid));
    }

    [Fact]
    public void A_failed_load_is_not_remembered()
    {
        var key = TestKeys.Fixed();

        Assert.Throws<TimeoutException>(() => _cache.GetOrAdd(key.Kid, _ => throw new TimeoutException()));

        Assert.Same(key, _cache.GetOrAdd(key.Kid, _ => key));
    }

    [Fact]
    public void A_key_removed_while_it_is_being_loaded_is_never_handed_out()
    {
        var key = TestKeys.Fixed();

        Assert.Throws<SubjectKeyDestroyedException>(() => _cache.GetOrAdd(key.Kid, kid =>
        {
            _cache.Remove(kid);
            return key;
        }));

        Assert.True(key.IsDestroyed);
        Assert.Null(_cache.TryGet(key.Kid));
    }

    [Fact]
    public void A_leased_key_outlives_its_place_in_the_cache()
    {
        var key = TestKeys.Fixed();
        _cache.Add(key);
        var lease = _cache.Lease(key.Kid, _ => key);

        // The first time it gets a second chance, because it was used.
        Fill();
        Fill();

        Assert.Null(_cache.TryGet(key.Kid));
        Assert.False(key.IsEvicted);
        lease.Dispose();
        Assert.True(key.IsEvicted);
    }

    [Fact]
    public void A_leased_key_is_open_however_many_threads_push_it_out()
    {
        using var cache = new SubjectKeyCache(1, Lifetime, _time);
        var cipher = new FieldCipher<string>(new ColumnBinding("c", "Customer.Email"));
        var values = Enumerable.Range(0, 8).Select(i => cipher.Seal($"value {i}", TestKeys.Fixed(i))).ToList();

        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            using var lease = cache.Lease(TestKeys.Fixed(i % 8).Kid, _ => TestKeys.Fixed(i % 8));
            Thread.Yield();
            Assert.Equal($"value {i % 8}", cipher.Open(values[i % 8], lease.Key));
        });
    }

    [Fact]
    public void Adding_a_key_again_replaces_the_one_that_was_there()
    {
        var (old, current) = (TestKeys.Fixed(), TestKeys.Fixed());
        _cache.Add(old);

        _cache.Add(current);
        _cache.Add(current);

        Assert.Same(current, _cache.TryGet(current.Kid));
        Assert.True(old.IsEvicted);
        Assert.Equal(1, _cache.Count);
    }

    [Fact]
    public void A_disposed_cache_has_let_every_key_go_and_takes_none()
    {
        var keys = Fill();

        _cache.Dispose();

        Assert.All(keys, key => Assert.True(key.IsEvicted));
        Assert.Throws<ObjectDisposedException>(() => _cache.Add(TestKeys.Fixed()));
        Assert.Throws<ObjectDisposedException>(() => _cache.GetOrAdd(keys[0].Kid, _ => keys[0]));
    }

    [Fact]
    public void A_cache_without_room_or_time_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SubjectKeyCache(0, Lifetime, _time));
        Assert.Throws<ArgumentException>(() => new SubjectKeyCache(1, TimeSpan.Zero, _time));
    }

    private static KeySubject Subject(byte id) => new(TestKeys.StoreId, "person", [id]);

    private SubjectKey[] Fill()
    {
        var keys = Enumerable.Range(10, 3).Select(i => TestKeys.Fixed(i)).ToArray();
        foreach (var key in keys)
            _cache.Add(key);
        return keys;
    }
}
