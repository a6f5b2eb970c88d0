using System.Text;
using System.Text.Json.Nodes;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>References of people, suppressed addresses and index tags.</summary>
internal static class HashVectors
{
    private static readonly (Normalizer Normalizer, string Value)[] Texts =
    [
        (Normalizer.None, "Ada"), (Normalizer.None, ""), (Normalizer.None, "ada"), (Normalizer.Trim, " Ada\t"), (Normalizer.Text, " ÅSA "), (Normalizer.Text, "ΣΊΣΥΦΟΣ"),
        (Normalizer.Email, " Ada@EXAMPLE.org"), (Normalizer.Email, "åsa@bücher.example"), (Normalizer.Email, "no address"), (Normalizer.Phone, "0046 (0)70-123 45 67"),
        (Normalizer.Phone, "070/1234567"), (Normalizer.DigitsOnly, "A-12 34"), (Normalizer.PersonalIdentityNumber, "811218-9876"),
        (Normalizer.PersonalIdentityNumber, "121212+1212"), (Normalizer.Iban, "se35 5000 0000 0549 1000 0003"),
    ];

    private static readonly (string Codec, string Value)[] Scalars =
    [
        ("Int32", "42"), ("Decimal", "1.100"), ("Decimal", "-0.00"), ("Double", "-0"), ("DateTime", "637 1"), ("DateTimeOffset", "639103410001234567 345"), ("Guid", "00112233-4455-6677-8899-aabbccddeeff"), ("Byte[]", "0102"),
    ];

    public static IEnumerable<JsonObject> Groups() => [References(), Suppressions(), .. Tags()];

    private static JsonObject References()
    {
        var group = VectorGenerator.Group("SubjectReference", TestKeys.StoreId, ("root", VectorGenerator.Key(32).Hex()));
        using var realm = VectorStore.Realm(TestKeys.StoreId, VectorGenerator.Key(32));
        foreach (var (comment, tenant, kind, key) in ((string, string, string, (string Type, string Value)[])[])[
            ("an integer", "tenant-1", "customer", [("Int32", "101")]), ("a wider one of the same value", "tenant-1", "customer", [("Int64", "101")]),
            ("a negative one", "", "Customer", [("Int16", "-1")]), ("a Guid", "", "Customer", [("Guid", "00112233-4455-6677-8899-aabbccddeeff")]),
            ("a text", "", "Medlem", [("String", "åsa")]), ("a composite", "", "Customer", [("Int32", "7"), ("String", "ada")]), ("an empty text", "", "Customer", [("String", "")])])
        {
            var canonical = CanonicalId.Encode([.. key.Select(part => VectorValue.Parse(part.Type, part.Value)!)]);
            var parts = key.Select(part => (JsonNode)new JsonObject { ["type"] = part.Type, ["value"] = part.Value }).ToArray();
            group.Add(comment, new JsonObject
            {
                ["tenant"] = tenant,
                ["kind"] = kind,
                ["key"] = new JsonArray(parts),
                ["canonical"] = canonical.Hex(),
                ["reference"] = realm.SubjectReference(tenant, kind, canonical).Hex(),
            }, "valid");
        }

        return group;
    }

    private static JsonObject Suppressions()
    {
        var root = VectorGenerator.Key(64);
        var group = VectorGenerator.Group("Suppression", TestKeys.StoreId, ("root", root.Hex()));
        foreach (var contact in (ContactPoint[])[ContactPoint.Email(" Ada@Example.ORG"), ContactPoint.Phone("+46 (0)70-123 45 67")])
        {
            var normalized = ContactNormalizer.Normalize(contact);
            group.Add($"kind {(int)contact.Kind}", new JsonObject
            {
                ["kind"] = (int)contact.Kind,
                ["address"] = contact.Value,
                ["normalized"] = normalized,
                ["reference"] = SuppressionHash.Compute(root, TestKeys.StoreId, contact.Kind, normalized).Hex(),
            }, "valid");
        }

        return group;
    }

    private static IEnumerable<JsonObject> Tags()
    {
        var values = Texts.Select(text => (text.Normalizer, Codec: "String", text.Value))
            .Concat(Scalars.Select(scalar => (Normalizer: Normalizer.None, scalar.Codec, scalar.Value)));
        foreach (var column in values.GroupBy(value => value.Normalizer))
        {
            var group = VectorGenerator.Group(
                "BlindIndex", TestKeys.StoreId, ("root", VectorGenerator.Key(32).Hex()), ("rootVersion", 3), ("column", TestKeys.Column.ColumnId), ("index", "join-1"), ("normalizer", column.Key.ToString()), ("normalizerNumber", (int)column.Key));
            using var realm = VectorStore.Realm(TestKeys.StoreId, VectorGenerator.Key(32), rootVersion: 3);
            var key = realm.IndexKey(TestKeys.Column.ColumnId, "join-1", column.Key);
            foreach (var (_, codec, text) in column)
            {
                var value = VectorValue.Parse(codec, text)!;
                var cipher = AnyCipher.For(codec, TestKeys.Column);
                var normalized = value is string s ? Encoding.UTF8.GetBytes(TextNormalizer.Normalize(column.Key, s)) : cipher.IndexBytes(value);
                group.Add($"{column.Key} {codec} {text}", new JsonObject
                {
                    ["codec"] = codec,
                    ["value"] = text,
                    ["normalized"] = normalized.Hex(),
                    ["tag"] = cipher.Tag(value, key).Hex(),
                }, "valid");
            }

            yield return group;
        }
    }
}
