using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>Frozen: a person has to be found by the same reference on every database and for ever.</summary>
public class CanonicalIdTests
{
    public static TheoryData<object> EveryWidthOf101 =>
        [(sbyte)101, (byte)101, (short)101, (ushort)101, 101, 101u, 101L, 101UL, (Numbered)101];

    private enum Numbered : short
    {
        Zero,
    }

    [Theory]
    [MemberData(nameof(EveryWidthOf101))]
    public void An_integer_of_any_width_is_eight_bytes_big_endian(object id)
        => AssertEncoded("0000000000000065", id);

    [Fact]
    public void Other_single_keys_are_encoded_as_frozen()
    {
        AssertEncoded("ffffffffffffffff", -1);
        AssertEncoded("8000000000000000", long.MinValue);
        AssertEncoded("00112233445566778899aabbccddeeff", new Guid("00112233-4455-6677-8899-aabbccddeeff"));
        AssertEncoded("c385", "\u00C5");
        AssertEncoded("", "");
    }

    [IcuFact]
    public void Both_spellings_of_a_composed_letter_are_one_person()
        => Assert.Equal(CanonicalId.Encode(["\u00C5sa"]), CanonicalId.Encode(["A\u030Asa"]));

    [Fact]
    public void Case_and_white_space_tell_persons_apart()
    {
        Assert.NotEqual(CanonicalId.Encode(["ada"]), CanonicalId.Encode(["Ada"]));
        Assert.NotEqual(CanonicalId.Encode(["ada"]), CanonicalId.Encode(["ada "]));
    }

    [Fact]
    public void A_composite_key_is_its_length_prefixed_parts()
    {
        AssertEncoded("0800000000000000000000070200000061620000" + "0000", 7, "ab", "");
        Assert.NotEqual(CanonicalId.Encode(["a", "bc"]), CanonicalId.Encode(["ab", "c"]));
    }

    [Fact]
    public void Types_without_a_canonical_form_are_refused_by_name()
    {
        object[] refused =
        [
            new DateOnly(2026, 1, 1), DateTime.UnixEpoch, 1.0, 1m, 'a', true, new byte[] { 1 }, (Int128)1, new Uri("a", UriKind.Relative),
        ];

        Assert.All(refused, id => Assert.Contains(
            id.GetType().Name, Assert.Throws<ArgumentException>(() => CanonicalId.Encode([id])).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_without_values_or_with_a_missing_one_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CanonicalId.Encode([]));
        Assert.Throws<ArgumentException>(() => CanonicalId.Encode([null!]));
        Assert.Throws<ArgumentException>(() => CanonicalId.Encode([1, null!]));
    }

    [Fact]
    public void A_number_beyond_the_range_is_refused()
        => Assert.Throws<ArgumentException>(() => CanonicalId.Encode([ulong.MaxValue]));

    [IcuFact]
    public void Half_a_surrogate_pair_is_refused()
        => Assert.Throws<ArgumentException>(() => CanonicalId.Encode(["a\uD800"]));

    private static void AssertEncoded(string expected, params object[] key)
        => Assert.Equal(expected, Convert.ToHexStringLower(CanonicalId.Encode(key)));
}
