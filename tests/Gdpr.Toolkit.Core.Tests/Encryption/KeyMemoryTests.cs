using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Key bytes do not outlive their key.</summary>
public class KeyMemoryTests
{
    private static readonly FieldCipher<string> Cipher = new(TestKeys.Column);

    [Fact]
    public void Secret_bytes_are_zero_once_the_last_user_has_left()
    {
        var secret = SecretBytes.Copy([1, 2, 3]);
        Assert.True(secret.TryEnter());
        var bytes = secret.Bytes;

        secret.Close();
        Assert.Equal([1, 2, 3], bytes.ToArray());
        Assert.False(secret.TryEnter());
        secret.Exit();

        Assert.Equal([0, 0, 0], bytes.ToArray());
    }

    [Fact]
    public void A_destroyed_key_has_zeros_for_bytes()
    {
        var key = TestKeys.Fixed();
        using var lease = key.TryLease()!;
        AssertHasBytes(key);

        key.Destroy();

        AssertZero(key);
    }

    [Fact]
    public void An_evicted_key_has_zeros_for_bytes_once_its_last_lease_has_ended()
    {
        var key = TestKeys.Fixed();
        var (first, second) = (key.TryLease()!, key.TryLease()!);

        key.Evict();
        first.Dispose();
        AssertHasBytes(key);
        second.Dispose();

        AssertZero(key);
    }

    [Fact]
    public void A_cache_leaves_no_bytes_of_keys_that_were_pushed_out_expired_cleared_or_removed()
    {
        var time = new FakeTime();
        using var cache = new SubjectKeyCache(2, TimeSpan.FromMinutes(1), time);
        var keys = Enumerable.Range(0, 5).Select(first => TestKeys.Fixed(first)).ToArray();

        cache.Add(keys[0]);
        cache.Add(keys[1]);
        cache.Add(keys[2]);
        AssertZero(keys[0]);
        AssertHasBytes(keys[1]);

        cache.Remove(keys[1].Kid);
        AssertZero(keys[1]);

        time.Advance(TimeSpan.FromMinutes(1));
        time.FireTimers();
        AssertZero(keys[2]);

        cache.Add(keys[3]);
        cache.Clear();
        AssertZero(keys[3]);

        cache.Add(keys[4]);
        cache.Dispose();
        AssertZero(keys[4]);
    }

    [LinuxFact]
    public void Nothing_in_the_memory_of_the_process_is_a_destroyed_or_evicted_key()
    {
        foreach (var end in new Action<SubjectKey>[] { key => key.Destroy(), key => key.Evict() })
        {
            var (key, needle) = CreateWithNeedle();
            Assert.Empty(Concurrently.Run(4, _ => Cipher.Open(Cipher.Seal("Ada", key), key)));
            Assert.NotEqual(0, ProcessMemory.Count(needle));

            end(key);

            Assert.Equal(0, ProcessMemory.Count(needle));
        }
    }

    // The stack of this method is gone before memory is searched.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SubjectKey Key, MaskedBytes Needle) CreateWithNeedle()
    {
        var dataKey = GC.AllocateArray<byte>(KeyDerivation.KeySize, pinned: true);
        RandomNumberGenerator.Fill(dataKey);
        var kcv = new byte[KeyDerivation.CheckValueSize];
        KeyDerivation.CheckValue(dataKey, kcv);
        var key = SubjectKey.TryCreate(dataKey, kcv, TestKeys.StoreId, null, "")!;
        CryptographicOperations.ZeroMemory(dataKey);
        return (key, new MaskedBytes(SecretOf(key).Bytes));
    }

    private static void AssertHasBytes(SubjectKey key) => Assert.True(SecretOf(key).Bytes.ContainsAnyExcept((byte)0));

    private static void AssertZero(SubjectKey key) => Assert.False(SecretOf(key).Bytes.ContainsAnyExcept((byte)0));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_encryption")]
    private static extern ref SecretBytes Encryption(SubjectKey key);

    private static SecretBytes SecretOf(SubjectKey key) => Encryption(key);
}
