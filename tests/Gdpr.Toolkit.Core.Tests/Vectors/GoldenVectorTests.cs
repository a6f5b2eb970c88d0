using System.Text.Json;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;
using static Gdpr.Toolkit.Core.Tests.Vectors.VectorJson;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The frozen vectors: what was sealed like them lies in people's databases. See docs/format/gt1.md.</summary>
public class GoldenVectorTests
{
    private static readonly VectorFile Frozen = VectorFile.Load(Path.Combine(VectorFile.Folder, "gt1.json"));

    public static TheoryData<int> Ids(string type) => [.. Frozen.Tests(type).Select(vector => (int)vector.Test["id"]!)];

    [Theory]
    [MemberData(nameof(Ids), "Envelope")]
    public void An_envelope_opens_as_frozen(int id) => CheckEnvelope(Find("Envelope", id));

    [Theory]
    [MemberData(nameof(Ids), "EnvelopeText")]
    public void An_envelope_as_text_is_read_as_frozen(int id) => CheckText(Find("EnvelopeText", id));

    [Theory]
    [MemberData(nameof(Ids), "Epoch")]
    public void An_epoch_opens_as_frozen(int id) => CheckEpoch(Find("Epoch", id));

    [Theory]
    [MemberData(nameof(Ids), "KeyRow")]
    public void A_key_row_opens_as_frozen(int id) => CheckKeyRow(Find("KeyRow", id));

    [Theory]
    [MemberData(nameof(Ids), "RootRow")]
    public void A_root_row_opens_as_frozen(int id) => CheckRootRow(Find("RootRow", id));

    [Theory]
    [MemberData(nameof(Ids), "SubjectReference")]
    public void A_subject_reference_is_as_frozen(int id) => CheckReference(Find("SubjectReference", id));

    [Theory]
    [MemberData(nameof(Ids), "Suppression")]
    public void A_suppressed_address_is_kept_as_frozen(int id) => CheckSuppression(Find("Suppression", id));

    [Theory]
    [MemberData(nameof(Ids), "BlindIndex")]
    public void A_blind_index_tag_is_as_frozen(int id) => CheckTag(Find("BlindIndex", id));

    [Fact]
    public void Every_vector_is_run_and_every_type_normalizer_root_and_failure_has_one()
    {
        string[] types = ["Envelope", "EnvelopeText", "Epoch", "KeyRow", "RootRow", "SubjectReference", "Suppression", "BlindIndex"];
        string[] results = ["UnknownValueFormat", "SubjectKeyMissing", "SubjectKeyDestroyed", "ValueTampered", "valid"];
        var tests = Frozen.Groups.SelectMany(group => group["tests"]!.AsArray()).ToList();
        var codecs = Frozen.Tests("Envelope").Select(vector => VectorValue.TypeOf(vector.Test.Text("codec")));

        Assert.Equal(tests.Count, types.Sum(type => Ids(type).Count));
        Assert.Equal(Enumerable.Range(1, tests.Count), tests.Select(test => (int)test!["id"]!));
        Assert.Empty(results.Except(tests.Select(test => test!.Text("result"))));
        Assert.Empty(ValueCodecs.Types.Except(codecs));
        Assert.Empty(Enum.GetNames<Normalizer>().Except(Frozen.Tests("BlindIndex").Select(vector => vector.Group.Text("normalizer"))));
        Assert.Equal(Enum.GetValues<RootKind>().Length, Frozen.Tests("RootRow").Select(vector => (int)vector.Test["row"]!["Kind"]!).Distinct().Count());
    }

    /// <summary>Makes new vectors, for a format that needs some: GT1_NEW_VECTORS names the file, which must not exist.</summary>
    [Fact]
    public void New_vectors_read_like_the_frozen_ones_and_frozen_ones_are_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        var path = Environment.GetEnvironmentVariable("GT1_NEW_VECTORS") ?? folder.File("new.json");

        VectorFile.Create(path, VectorGenerator.Groups());
        var made = VectorFile.Load(path);
        var before = File.ReadAllBytes(path);

        Assert.Throws<IOException>(() => VectorFile.Create(path, []));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.All(made.Tests("Envelope"), CheckEnvelope);
        Assert.All(made.Tests("EnvelopeText"), CheckText);
        Assert.All(made.Tests("Epoch"), CheckEpoch);
        Assert.All(made.Tests("KeyRow"), CheckKeyRow);
        Assert.All(made.Tests("RootRow"), CheckRootRow);
        Assert.Equal(
            Frozen.Groups.SelectMany(group => group["tests"]!.AsArray()).Select(test => test!.Text("comment")),
            made.Groups.SelectMany(group => group["tests"]!.AsArray()).Select(test => test!.Text("comment")));
    }

    private static (JsonNode Group, JsonNode Test) Find(string type, int id)
        => Frozen.Tests(type).Single(vector => (int)vector.Test["id"]! == id);

    private static void CheckEnvelope((JsonNode Group, JsonNode Test) vector)
    {
        var (group, test) = vector;
        using var key = VectorStore.Key(group.Hex("key"), group.Store());
        var cipher = AnyCipher.For(test.Text("codec"), new ColumnBinding(group.Text("column"), "Vector", test.Padding()));
        var envelope = test.Hex("envelope");
        object? opened = null;

        var outcome = Outcome(() => opened = FieldCipher.ReadKeyId(envelope, TestKeys.Column) == key.Kid
            ? cipher.Open(envelope, key)
            : throw new SubjectKeyMissingException("There is one key."));

        Assert.Equal(test.Text("result"), outcome);
        if (!test.IsValid())
            return;
        var value = VectorValue.Parse(test.Text("codec"), (string?)test["value"]);
        Assert.Equal(value, opened);
        Assert.Equal(envelope.Hex(), cipher.Seal(value, key, envelope.AsSpan(EnvelopeFormat.NonceOffset, 12)).Hex());
    }

    private static void CheckText((JsonNode Group, JsonNode Test) vector)
    {
        var envelope = Array.Empty<byte>();

        var outcome = Outcome(() => envelope = FieldCipher.FromText(vector.Test.Text("text"), TestKeys.Column));

        Assert.Equal(vector.Test.Text("result"), outcome);
        if (!vector.Test.IsValid())
            return;
        Assert.Equal(vector.Test.Text("envelope"), envelope.Hex());
        Assert.Equal(vector.Test.Text("text"), FieldCipher.ToText(envelope));
    }

    private static void CheckEpoch((JsonNode Group, JsonNode Test) vector)
    {
        var row = vector.Test["row"].Deserialize<EpochRow>()!;
        var vault = VectorStore.Vault(vector.Group);
        EpochKeys? opened = null;

        var outcome = Outcome(() =>
        {
            vault.Verify(row);
            opened = vault.Open(row);
        });

        Assert.Equal(vector.Test.Text("result"), outcome);
        if (!vector.Test.IsValid())
            return;
        using var expected = VectorStore.EpochKeys(vector.Test.Hex("epochKey"), row.StoreId, row.Epoch);
        var sealedRow = new KeyRow();
        expected.Seal(sealedRow);
        Assert.True(opened!.Verify(sealedRow));
        opened.Dispose();
    }

    private static void CheckKeyRow((JsonNode Group, JsonNode Test) vector)
    {
        using var realm = VectorStore.Realm(vector.Group.Store(), new byte[32], vector.Group.Hex("epochKey"));
        var row = vector.Test["row"].Deserialize<KeyRow>()!;
        SubjectKey? opened = null;

        Assert.Equal(vector.Test.Text("result"), Outcome(() => opened = realm.Unwrap(row)));
        if (vector.Test.IsValid())
            AssertSame(vector.Test.Hex("key"), vector.Group, opened!);
    }

    private static void CheckRootRow((JsonNode Group, JsonNode Test) vector)
    {
        var row = vector.Test["row"].Deserialize<RootRow>()!;
        using var keys = VectorStore.EpochKeys(vector.Group.Hex("epochKey"), vector.Group.Store(), epoch: 1);
        var epochs = new Dictionary<int, EpochKeys> { [1] = keys };
        OpenRoot? opened = null;

        Assert.Equal(vector.Test.Text("result"), Outcome(() => opened = OpenRoot.Load([row], row.Kind, vector.Group.Store(), epochs)));
        if (vector.Test.IsValid())
            Assert.Equal(vector.Test.Text("root"), Convert.ToHexStringLower(opened!.Secret.Bytes));
    }

    private static void CheckReference((JsonNode Group, JsonNode Test) vector)
    {
        var (group, test) = vector;
        using var realm = VectorStore.Realm(group.Store(), group.Hex("root"));
        var parts = test["key"]!.AsArray().Select(part => VectorValue.Parse(part!.Text("type"), part!.Text("value"))!).ToList();
        var canonical = CanonicalId.Encode(parts);

        Assert.Equal(test.Text("canonical"), canonical.Hex());
        Assert.Equal(test.Text("reference"), realm.SubjectReference(test.Text("tenant"), test.Text("kind"), canonical).Hex());
    }

    private static void CheckSuppression((JsonNode Group, JsonNode Test) vector)
    {
        var (group, test) = vector;
        var kind = (ContactPointKind)(int)test["kind"]!;
        var address = test.Text("address");

        var normalized = ContactNormalizer.Normalize(
            kind == ContactPointKind.EmailAddress ? ContactPoint.Email(address) : ContactPoint.Phone(address));

        Assert.Equal(test.Text("normalized"), normalized);
        Assert.Equal(test.Text("reference"), SuppressionHash.Compute(group.Hex("root"), group.Store(), kind, normalized).Hex());
    }

    private static void CheckTag((JsonNode Group, JsonNode Test) vector)
    {
        var (group, test) = vector;
        using var realm = VectorStore.Realm(group.Store(), group.Hex("root"), rootVersion: (int)group["rootVersion"]!);
        var key = realm.IndexKey(group.Text("column"), group.Text("index"), Enum.Parse<Normalizer>(group.Text("normalizer")));
        var value = VectorValue.Parse(test.Text("codec"), test.Text("value"))!;

        Assert.Equal(test.Text("tag"), AnyCipher.For(test.Text("codec"), TestKeys.Column).Tag(value, key).Hex());
        Assert.Equal(test.Text("tag"), key.TagNormalized(test.Hex("normalized")).Hex());
    }

    private static void AssertSame(byte[] dataKey, JsonNode group, SubjectKey opened)
    {
        using var expected = VectorStore.Key(dataKey, group.Store());
        var cipher = new FieldCipher<string>(TestKeys.Column);

        Assert.Equal(expected.Kid, opened.Kid);
        Assert.Equal("Ada", cipher.Open(cipher.Seal("Ada", expected), opened));
        opened.Dispose();
    }
}
