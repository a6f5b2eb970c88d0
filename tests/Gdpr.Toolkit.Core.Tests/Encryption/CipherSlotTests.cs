using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public class CipherSlotTests
{
    [Fact]
    public void Threads_that_use_a_key_at_once_have_a_cipher_each()
    {
        using var key = TestKeys.Fixed();
        var slots = new CipherSlot[4];
        using var everybodyIsInside = new Barrier(4);

        Assert.Empty(Concurrently.Run(4, thread =>
        {
            slots[thread] = ThreadCiphers.Current.Enter(key);
            everybodyIsInside.SignalAndWait();
            slots[thread].Exit();
        }));

        Assert.Equal(4, slots.Distinct().Count());
    }

    [Fact]
    public void One_cipher_of_a_key_serves_everybody_who_comes_alone()
    {
        using var key = TestKeys.Fixed();
        var first = SlotOf(key);

        Assert.Empty(Concurrently.Run(1, _ => Assert.Same(first, SlotOf(key))));

        Assert.Same(first, SlotOf(key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void When_a_key_has_ended_no_slot_of_any_thread_is_entered_again_and_every_cipher_is_disposed(bool destroyed)
    {
        var key = TestKeys.Fixed();
        var slots = new CipherSlot[4];
        Assert.Empty(Concurrently.Run(4, thread => slots[thread] = SlotOf(key)));

        End(key, destroyed);

        Assert.All(slots, slot => Assert.False(slot.TryEnter()));
        Assert.All(slots, slot => Assert.Throws<ObjectDisposedException>(() => Use(slot)));
    }

    [Fact]
    public void Who_is_inside_when_the_key_is_destroyed_finishes_and_takes_the_cipher_along()
    {
        var key = TestKeys.Fixed();
        var slot = ThreadCiphers.Current.Enter(key);

        key.Destroy();

        Use(slot);
        Assert.False(slot.TryEnter());
        slot.Exit();
        Assert.Throws<ObjectDisposedException>(() => Use(slot));
        Assert.Throws<SubjectKeyDestroyedException>(() => ThreadCiphers.Current.Enter(key));
    }

    [Fact]
    public void A_slot_whose_place_another_key_takes_is_closed()
    {
        var keys = Enumerable.Range(0, 64).Select(first => TestKeys.Fixed(first)).ToArray();
        var slots = keys.Select(SlotBesideOwn).ToArray();

        var open = slots.Count(slot => slot.TryEnter());

        Assert.InRange(open, 1, 16);
    }

    [Fact]
    public void A_value_that_was_being_opened_while_its_key_was_destroyed_is_not_handed_out()
    {
        const int Attempts = 10;
        var cipher = new FieldCipher<byte[]>(TestKeys.Column);
        var large = new byte[1 << 24];
        var refused = 0;

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var key = TestKeys.Fixed();
            var envelope = cipher.Seal(large, key);
            using var begun = new ManualResetEventSlim();
            Exception? end = null;
            var opening = new Thread(() =>
            {
                ThreadCiphers.Current.Enter(key).Exit();
                begun.Set();
                end = Record.Exception(() => cipher.Open(envelope, key));
            });
            opening.Start();
            begun.Wait();
            Thread.Sleep(1);
            key.Destroy();
            opening.Join();
            refused += end is SubjectKeyDestroyedException ? 1 : 0;
        }

        // Opening takes many milliseconds; on a busy machine one may be done before its key is destroyed.
        Assert.InRange(refused, Attempts / 2, Attempts);
    }

    private static CipherSlot SlotOf(SubjectKey key)
    {
        var slot = ThreadCiphers.Current.Enter(key);
        slot.Exit();
        return slot;
    }

    /// <summary>Gives the cipher that the thread takes while another one is inside the key's own.</summary>
    private static CipherSlot SlotBesideOwn(SubjectKey key)
    {
        var own = key.TryEnterOwn()!;
        var slot = SlotOf(key);
        own.Exit();
        Assert.NotSame(own, slot);
        return slot;
    }

    private static void End(SubjectKey key, bool destroyed)
    {
        if (destroyed)
            key.Destroy();
        else
            key.Evict();
    }

    private static void Use(CipherSlot slot)
        => slot.Cipher.Encrypt(TestKeys.Nonce, new byte[1], new byte[1], new byte[EnvelopeFormat.TagSize]);
}
