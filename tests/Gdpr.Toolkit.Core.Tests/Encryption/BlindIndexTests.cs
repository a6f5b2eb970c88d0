using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

public sealed class BlindIndexTests : IDisposable
{
    private readonly Realm _realm = TestKeys.OpenRealm();

    public void Dispose() => _realm.Dispose();

    [Fact]
    public void Tags_are_as_frozen()
    {
        Assert.Equal("dfa01ef32bc05706cec9d34ff85d9b32", Golden(Normalizer.None, "Ada"));
        Assert.Equal("b381224779021603c72e73169a60d38f", Golden(Normalizer.Email, " Ada@EXAMPLE.org"));
        Assert.Equal("a8ee64a19c49235f48a9efd3fa97d707", Golden(Normalizer.None, 42));
    }

    [Fact]
    public void Every_NaN_stands_for_the_bits_that_the_format_names()
    {
        Assert.Equal("0f00fe", Equal(BitConverter.UInt16BitsToHalf(0x7E01)));
        Assert.Equal("100000c0ff", Equal(BitConverter.UInt32BitsToSingle(0x7FC00001)));
        Assert.Equal("11000000000000f8ff", Equal(BitConverter.UInt64BitsToDouble(0x7FF8000000000001)));
    }

    [Fact]
    public void Tags_differ_by_column_index_normalizer_and_store()
    {
        using var other = TestKeys.Factory().Open(TestKeys.Factory().Create());

        string[] tags =
        [
            Tag(_realm.IndexKey("a", "", Normalizer.None)), Tag(_realm.IndexKey("b", "", Normalizer.None)),
            Tag(_realm.IndexKey("a", "i", Normalizer.None)), Tag(_realm.IndexKey("a", "", Normalizer.Trim)),
            Tag(other.IndexKey("a", "", Normalizer.None)),
        ];

        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public void An_index_key_survives_reopening_the_store_and_is_made_once()
    {
        using var again = TestKeys.OpenRealm();

        Assert.Equal(Tag(_realm.IndexKey("a", "", Normalizer.None)), Tag(again.IndexKey("a", "", Normalizer.None)));
        Assert.Same(again.IndexKey("a", "", Normalizer.None), again.IndexKey("a", "", Normalizer.None));
    }

    [Fact]
    public void Values_that_are_equal_have_one_tag_although_they_are_stored_differently()
    {
        AssertSame(1.1m, 1.100m);
        AssertSame(0m, -0.00m);
        AssertSame(1000m, 1e3m);
        AssertSame(0.0, -0.0);
        AssertSame(0f, -0f);
        AssertSame(Half.Zero, Half.NegativeZero);
        AssertSame(double.NaN, BitConverter.Int64BitsToDouble(0x7FF8000000000001));
        AssertSame(new DateTime(5, DateTimeKind.Utc), new DateTime(5, DateTimeKind.Local));
        AssertSame(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 14, 0, 0, TimeSpan.FromHours(2)));
    }

    [Fact]
    public void Values_that_differ_have_different_tags()
    {
        AssertDifferent(1.1m, 1.11m);
        AssertDifferent(decimal.MaxValue, decimal.MaxValue - 1);
        AssertDifferent(0.0000000000000000000000000001m, 0m);
        AssertDifferent(1.0, -1.0);
        AssertDifferent("Ada", "ada");
        AssertDifferent("", "\0");
        AssertDifferent(new byte[] { 1 }, [1, 0]);
        AssertDifferent(new DateTime(5), new DateTime(6));
        AssertDifferent(true, false);
    }

    [Fact]
    public void A_normalizer_on_something_else_than_text_is_refused()
        => Assert.Throws<InvalidOperationException>(() => _realm.IndexKey("a", "", Normalizer.Phone).Tag(701234567L));

    [Fact]
    public void A_type_without_a_codec_is_refused()
        => Assert.Throws<NotSupportedException>(() => _realm.IndexKey("a", "", Normalizer.None).Tag(new object()));

    [Fact]
    public void A_subject_reference_depends_on_each_of_its_parts()
    {
        string[] references =
        [
            Reference("", "customer", 1), Reference("t", "customer", 1), Reference("", "employee", 1), Reference("", "customer", 2),
            Reference("c", "ustomer", 1),
        ];

        Assert.Equal(references.Length, references.Distinct().Count());
        Assert.All(references, reference => Assert.Equal(64, reference.Length));
        Assert.Equal(references[0], Reference("", "customer", 1L));
    }

    private static string Golden<T>(Normalizer normalizer, T value)
    {
        var info = KeyDerivation.IndexInfo(TestKeys.StoreId, TestKeys.Column.ColumnId, "", TextNormalizer.Version(normalizer));
        using var key = new BlindIndexKey(SecretBytes.Expand(TestKeys.Sequence(32, 32), info), 1, normalizer);
        return Convert.ToHexStringLower(key.Tag(value));
    }

    private static string Equal<T>(T value)
    {
        var equal = new IndexValue<T>(value);
        var bytes = new byte[equal.Size];
        equal.Write(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static string Tag(BlindIndexKey key) => Convert.ToHexString(key.Tag("Ada"));

    private string Reference(string tenant, string kind, object id)
        => Convert.ToHexString(_realm.SubjectReference(tenant, kind, CanonicalId.Encode([id])));

    private void AssertSame<T>(T a, T b) => Assert.Equal(Index.Tag(a), Index.Tag(b));

    private void AssertDifferent<T>(T a, T b) => Assert.NotEqual(Index.Tag(a), Index.Tag(b));

    private BlindIndexKey Index => _realm.IndexKey("a", "", Normalizer.None);
}
