using System.Collections.Concurrent;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>AesGcm under several threads gives wrong ciphertext without an error; here every output is checked.</summary>
public class ConcurrencyTests
{
    private const int Threads = 8;

    private static readonly FieldCipher<string> Cipher = new(TestKeys.Column);

    [Fact]
    public void More_keys_than_slots_give_only_right_outputs()
    {
        var keys = Enumerable.Range(0, 60).Select(i => TestKeys.Fixed(i)).ToArray();

        var failures = Run(thread =>
        {
            for (var i = 0; i < 3000; i++)
            {
                var key = keys[(i * 7 + thread) % keys.Length];
                var envelope = Cipher.Seal("Ada", key);
                Assert.Equal(key.Kid, FieldCipher.ReadKeyId(envelope, TestKeys.Column));
                Assert.Equal("Ada", Cipher.Open(envelope, key));
            }
        });

        Assert.Empty(failures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_ends_in_the_middle_gives_right_outputs_and_then_its_own_failure(bool destroyed)
    {
        for (var round = 0; round < 30; round++)
        {
            var key = TestKeys.Fixed();
            using var twin = TestKeys.Fixed();
            var envelopes = new ConcurrentBag<byte[]>();
            var ends = new ConcurrentBag<Exception?>();
            using var started = new CountdownEvent(Threads);

            var failures = Run(thread =>
            {
                started.Signal();
                started.Wait();
                if (thread == 0)
                {
                    Thread.SpinWait(2000 * round);
                    if (destroyed)
                        key.Destroy();
                    else
                        key.Dispose();
                }

                ends.Add(Record.Exception(() => SealForEver(key, envelopes)));
            });

            Assert.Empty(failures);
            Assert.All(envelopes, envelope => Assert.Equal("Ada", Cipher.Open(envelope, twin)));
            Assert.Equal(Threads, ends.Count);
            if (destroyed)
                Assert.All(ends, end => Assert.IsType<SubjectKeyDestroyedException>(end));
            else
                Assert.All(ends, end => Assert.IsType<SubjectKeyEvictedException>(end));
        }
    }

    [Fact]
    public void A_slot_of_a_destroyed_key_is_never_used_for_its_successor()
    {
        var first = TestKeys.Fixed();
        var envelope = Cipher.Seal("Ada", first);
        first.Destroy();
        using var again = TestKeys.Fixed();

        Assert.Throws<SubjectKeyDestroyedException>(() => Cipher.Open(envelope, first));
        Assert.Equal("Ada", Cipher.Open(envelope, again));
    }

    [Fact]
    public void A_lease_holds_off_eviction_and_not_destruction()
    {
        var (evicted, destroyed) = (TestKeys.Fixed(), TestKeys.Fixed(1));
        var lease = evicted.TryLease()!;
        using var other = destroyed.TryLease()!;

        evicted.Evict();
        destroyed.Destroy();

        Assert.Equal("Ada", Cipher.Open(Cipher.Seal("Ada", evicted), evicted));
        Assert.Throws<SubjectKeyDestroyedException>(() => Cipher.Seal("Ada", destroyed));
        lease.Dispose();
        lease.Dispose();
        Assert.True(evicted.IsEvicted);
        Assert.False(evicted.IsDestroyed);
        Assert.Null(evicted.TryLease());
        Assert.Throws<SubjectKeyEvictedException>(() => Cipher.Seal("Ada", evicted));
    }

    [Fact]
    public void A_key_evicted_first_and_destroyed_later_counts_as_destroyed()
    {
        var key = TestKeys.Fixed();

        key.Evict();
        key.Destroy();

        Assert.Throws<SubjectKeyDestroyedException>(() => Cipher.Seal("Ada", key));
    }

    private static void SealForEver(SubjectKey key, ConcurrentBag<byte[]> envelopes)
    {
        while (true)
        {
            var envelope = Cipher.Seal("Ada", key);
            envelopes.Add(envelope);
            Assert.Equal("Ada", Cipher.Open(envelope, key));
        }
    }

    private static IReadOnlyList<Exception> Run(Action<int> body) => Concurrently.Run(Threads, body);
}
