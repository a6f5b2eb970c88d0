using System.Net;
using System.Net.NetworkInformation;
using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class RoundTripTests : IDisposable
{
    private readonly SubjectKey _key = TestKeys.Fixed();

    private enum Small : byte
    {
        None,
        Some = 200,
    }

    private enum Wide : long
    {
        Lowest = long.MinValue,
        Highest = long.MaxValue,
    }

    public static TheoryData<object> Extremes =>
    [
        "", " ", "\0", "trailing\0\0", "Åsa 🦊 e\u0301", new string('x', 100_000),
        Array.Empty<byte>(), new byte[] { 0 }, new byte[] { 0x80, 0, 0 }, new byte[70_000],
        true, false, sbyte.MinValue, sbyte.MaxValue, byte.MaxValue, short.MinValue, ushort.MaxValue,
        int.MinValue, int.MaxValue, uint.MaxValue, long.MinValue, long.MaxValue, ulong.MaxValue,
        Int128.MinValue, Int128.MaxValue, UInt128.MaxValue, 'å', '\uD800', char.MaxValue,
        Half.NaN, Half.MinValue, float.NegativeInfinity, float.Epsilon, -0.0f, double.NaN, double.MaxValue, -0.0,
        decimal.MinValue, decimal.MaxValue, 0.00m, 1.10m, -0.0000000000000000000000000001m,
        Guid.Empty, new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        DateTime.MinValue, DateTime.MaxValue, new DateTime(637, DateTimeKind.Utc), new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Local),
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(1, new TimeSpan(-14, 0, 0)).AddTicks(7),
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(345)),
        DateOnly.MinValue, DateOnly.MaxValue, TimeOnly.MinValue, TimeOnly.MaxValue, TimeSpan.MinValue, TimeSpan.MaxValue,
        new Uri("https://example.org/ä?q=1#x"), new Uri("../relative", UriKind.Relative),
        IPAddress.Parse("192.0.2.1"), IPAddress.Parse("fe80::1%7"), new IPAddress(new byte[16]), PhysicalAddress.Parse("00-11-22-33-44-55"), PhysicalAddress.None,
        DayOfWeek.Saturday, (DayOfWeek)(-5), Small.Some, Wide.Lowest, Wide.Highest,
    ];

    public void Dispose() => _key.Dispose();

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Extremes_come_back_exactly(object value)
    {
        var check = typeof(RoundTripTests).GetMethod(nameof(AssertExact), BindingFlags.NonPublic | BindingFlags.Instance)!;

        Assert.Null(Record.Exception(() => check.MakeGenericMethod(value.GetType()).Invoke(this, [value])));
    }

    [Fact]
    public void Every_registered_type_has_an_extreme_in_these_tests()
    {
        var tested = Extremes.Cast<object[]>().Select(row => row[0].GetType()).ToHashSet();

        Assert.Empty(ValueCodecs.Types.Except(tested));
    }

    [Fact]
    public void Any_text_without_half_pairs_comes_back()
        => Check(ArbMap.Default.ArbFor<NonNull<string>>().Convert(s => Whole(s.Get), NonNull<string>.NewNonNull));

    [Fact]
    public void Any_bytes_come_back() => Check(ArbMap.Default.ArbFor<byte[]>().Filter(b => b is not null));

    [Fact]
    public void Any_integer_comes_back()
    {
        CheckDefault<sbyte>();
        CheckDefault<byte>();
        CheckDefault<short>();
        CheckDefault<ushort>();
        CheckDefault<int>();
        CheckDefault<uint>();
        CheckDefault<long>();
        CheckDefault<ulong>();
    }

    [Fact]
    public void Any_number_comes_back_bit_for_bit()
    {
        CheckDefault<float>();
        CheckDefault<double>();
        CheckDefault<decimal>();
    }

    [Fact]
    public void Any_moment_comes_back()
    {
        CheckDefault<DateTime>();
        CheckDefault<DateTimeOffset>();
        CheckDefault<TimeSpan>();
        CheckDefault<DateOnly>();
        CheckDefault<TimeOnly>();
    }

    [Fact]
    public void Any_other_scalar_comes_back()
    {
        CheckDefault<Guid>();
        CheckDefault<bool>();
        CheckDefault<char>();
        CheckDefault<DayOfWeek>();
    }

    [Fact]
    public void Any_number_that_EF_does_not_know_comes_back()
    {
        Check(ArbMap.Default.ArbFor<(ulong High, ulong Low)>().Convert(pair => new UInt128(pair.High, pair.Low), wide => ((ulong)(wide >> 64), (ulong)wide)));
        Check(ArbMap.Default.ArbFor<(ulong High, ulong Low)>().Convert(pair => (Int128)new UInt128(pair.High, pair.Low), wide => ((ulong)(wide >> 64), (ulong)wide)));
        Check(ArbMap.Default.ArbFor<ushort>().Convert(BitConverter.UInt16BitsToHalf, BitConverter.HalfToUInt16Bits));
    }

    [Fact]
    public void Any_address_comes_back()
    {
        Check(ArbMap.Default.ArbFor<uint>().Convert(bits => new IPAddress(bits), address => BitConverter.ToUInt32(address.GetAddressBytes())));
        Check(ArbMap.Default.ArbFor<(Guid Bytes, uint Scope)>().Convert(
            parts => new IPAddress(parts.Bytes.ToByteArray(), parts.Scope), address => (new Guid(address.GetAddressBytes()), (uint)address.ScopeId)));
        Check(ArbMap.Default.ArbFor<byte[]>().Filter(bytes => bytes is not null).Convert(bytes => new PhysicalAddress(bytes), address => address.GetAddressBytes()));
    }

    [Fact]
    public void Any_uri_comes_back()
        => Check(ArbMap.Default.ArbFor<NonNull<string>>().Convert(
            text => new Uri("https://example.org/" + Uri.EscapeDataString(Whole(text.Get))), uri => NonNull<string>.NewNonNull(uri.AbsolutePath[1..])));

    [Fact]
    public void A_type_without_a_codec_is_refused_by_name()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new FieldCipher<object>(TestKeys.Column));

        Assert.Contains("'Customer.Email'", failure.Message, StringComparison.Ordinal);
        Assert.False(FieldCipher.IsSupported(typeof(object)));
        Assert.True(FieldCipher.IsSupported(typeof(DayOfWeek)));
    }

    [Fact]
    public void An_enumeration_is_stored_as_its_number()
    {
        var envelope = new FieldCipher<DayOfWeek>(TestKeys.Column).Seal(DayOfWeek.Friday, _key);

        Assert.Equal(5, new FieldCipher<int>(TestKeys.Column).Open(envelope, _key));
    }

    // Joins half pairs out of the generated text, so that what remains can be stored.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Where(r => r != Rune.ReplacementChar));

    private void CheckDefault<T>() => Check(ArbMap.Default.ArbFor<T>());

    private void Check<T>(Arbitrary<T> values)
        => Prop.ForAll(values, value => AssertExact(value)).QuickCheckThrowOnFailure();

    private void AssertExact<T>(T value)
    {
        foreach (var padding in new[] { Padding.None, Padding.Block(16) })
        {
            var cipher = new FieldCipher<T>(TestKeys.Column with { Padding = padding });
            var back = cipher.Open(cipher.Seal(value, _key), _key);

            Assert.Equal(value, back);
            Assert.Equal(Bits(value), Bits(back));
        }
    }

    // Equality forgives a scale, a kind, an offset, a sign of zero: this does not.
    private static string? Bits(object? value) => value switch
    {
        decimal number => string.Join(',', decimal.GetBits(number)),
        double number => BitConverter.DoubleToInt64Bits(number).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Half number => BitConverter.HalfToUInt16Bits(number).ToString(System.Globalization.CultureInfo.InvariantCulture),
        float number => BitConverter.SingleToInt32Bits(number).ToString(System.Globalization.CultureInfo.InvariantCulture),
        DateTime time => $"{time.Ticks} {time.Kind}",
        DateTimeOffset time => $"{time.Ticks} {time.Offset}",
        Uri uri => uri.OriginalString,
        _ => value?.ToString(),
    };
}
