using System.Net;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>What a call leaves for the garbage collector is its result and nothing else.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Calls = 2_000;

    private static readonly string LongText = new('x', 10_000);

    private readonly SubjectKey _key = TestKeys.Fixed();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Sealing_allocates_the_envelope_and_nothing_else()
    {
        AssertSeals("ada.lovelace@example.org");
        AssertSeals("Åsa Öberg 🦊");
        AssertSeals(LongText);
        AssertSeals(new byte[24]);
        AssertSeals(true);
        AssertSeals(42);
        AssertSeals(1.10m);
        AssertSeals(Guid.Empty);
        AssertSeals(DateTime.MaxValue);
        AssertSeals(DateTimeOffset.MaxValue);
        AssertSeals(DateOnly.MaxValue);
        AssertSeals(TimeOnly.MaxValue);
        AssertSeals(DayOfWeek.Friday);
        AssertSeals(new Uri("https://example.org/"));
        AssertSeals(IPAddress.IPv6Loopback);
    }

    [Fact]
    public void Opening_allocates_the_value_and_nothing_else()
    {
        AssertOpens("ada.lovelace@example.org", text => new string('x', text.Length));
        AssertOpens("Åsa Öberg 🦊", text => new string('x', text.Length));
        AssertOpens(LongText, text => new string('x', text.Length));
        AssertOpens(new byte[24], bytes => NewBytes(bytes.Length));
        AssertOpens(IPAddress.Loopback, address => new IPAddress(address.GetAddressBytes().AsSpan()), address => address.GetAddressBytes());
        AssertOpens(true);
        AssertOpens(42);
        AssertOpens(1.10m);
        AssertOpens(Guid.Empty);
        AssertOpens(DateTime.MaxValue);
        AssertOpens(DateTimeOffset.MaxValue);
        AssertOpens(DateOnly.MaxValue);
        AssertOpens(TimeOnly.MaxValue);
        AssertOpens(DayOfWeek.Friday);
    }

    [Fact]
    public void Finding_the_key_in_a_warm_cache_allocates_nothing()
    {
        using var cache = new SubjectKeyCache(10, TimeSpan.FromMinutes(5), TimeProvider.System);
        var cipher = new FieldCipher<int>(TestKeys.Column);
        var key = TestKeys.Fixed(1);
        var envelope = cipher.Seal(42, key);
        cache.Add(key);

        var allocated = PerCall(() => cipher.Open(envelope, cache.TryGet(FieldCipher.ReadKeyId(envelope, TestKeys.Column))!));

        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Tagging_allocates_the_tag_and_nothing_else()
    {
        AssertTags(Normalizer.None, "Åsa Öberg 🦊");
        AssertTags(Normalizer.None, LongText);
        AssertTags(Normalizer.Trim, " Åsa ");
        AssertTags(Normalizer.Text, " Ada LOVELACE ");
        AssertTags(Normalizer.Email, "Ada.Lovelace@EXAMPLE.org");
        AssertTags(Normalizer.Email, "no address");
        AssertTags(Normalizer.Phone, "0046 (0)70-123 45 67");
        AssertTags(Normalizer.DigitsOnly, "12-34");
        AssertTags(Normalizer.PersonalIdentityNumber, "811218-9876");
        AssertTags(Normalizer.Iban, "SE45 5000 0000 0583 9825 7466");
        AssertTags(Normalizer.None, 42);
        AssertTags(Normalizer.None, 1.10m);
        AssertTags(Normalizer.None, Guid.Empty);
        AssertTags(Normalizer.None, DateOnly.MaxValue);
        AssertTags(Normalizer.None, DateTimeOffset.MaxValue);
        AssertTags(Normalizer.None, DayOfWeek.Friday);
    }

    private static void AssertTags<T>(Normalizer normalizer, T value)
    {
        using var key = new BlindIndexKey(SecretBytes.Random(KeyDerivation.KeySize), 1, normalizer);

        Assert.Equal(PerCall(() => NewBytes(BlindIndexKey.TagSize)), PerCall(() => key.Tag(value)));
    }

    private void AssertSeals<T>(T value)
    {
        foreach (var padding in new[] { Padding.None, Padding.Block(64) })
        {
            var cipher = new FieldCipher<T>(TestKeys.Column with { Padding = padding });
            var length = cipher.Seal(value, _key).Length;

            Assert.Equal(PerCall(() => NewBytes(length)), PerCall(() => cipher.Seal(value, _key)));
        }
    }

    /// <param name="value">What is opened.</param>
    /// <param name="likeIt">Makes one that is as large, or nothing where values live on the stack.</param>
    /// <param name="besides">What <paramref name="likeIt"/> allocates besides.</param>
    private void AssertOpens<T>(T value, Func<T, object>? likeIt = null, Func<T, object>? besides = null)
    {
        var cipher = new FieldCipher<T>(TestKeys.Column with { Padding = Padding.Block(32) });
        var envelope = cipher.Seal(value, _key);
        var result = likeIt is null ? 0 : PerCall(() => likeIt(value)) - (besides is null ? 0 : PerCall(() => besides(value)));

        Assert.Equal(result, PerCall(() => cipher.Open(envelope, _key)));
    }

    // Not on the stack, where the compiler would put what it can see through.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] NewBytes(int length) => new byte[length];

    private static long PerCall(Action call)
    {
        Allocated(call);
        return Allocated(call) / Calls;
    }

    private static long Allocated(Action call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
