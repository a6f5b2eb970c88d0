using System.Text.Json.Nodes;
using Gdpr.Toolkit.Retention;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the JSON Schema (2020-12) of a package: a definition for each file of records, and for each other document.</summary>
internal static class SchemaDocument
{
    public const string Path = "schema/export.schema.json";

    // No entity has a name that begins like these.
    public const string Information = "_information";
    public const string Omitted = "_omitted";

    private const string BothLanguages = "_text";
    private const string Retention = "_retention";

    /// <summary>Names the definition of a file in the manifest.</summary>
    public static string Reference(string definition) => $"{Path}#/$defs/{definition}";

    public static byte[] Write(ExportFacts facts)
    {
        var definitions = new JsonObject
        {
            [Information] = InformationSchema(),
            [Omitted] = OmittedSchema(),
            [BothLanguages] = Object(("en", Text()), ("sv", Text())),
            [Retention] = RetentionSchema(),
        };
        foreach (var dataset in facts.Datasets)
            definitions[dataset.Name] = Dataset(dataset);
        return ExportJson.Write(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Export package of Gdpr.Toolkit",
            ["$defs"] = definitions,
        });
    }

    private static JsonObject Dataset(ExportDataset dataset)
    {
        var record = Record(dataset.Fields);
        var members = new List<(string, JsonObject)>
        {
            ("@context", Text()),
            ("@type", new JsonObject { ["const"] = dataset.Name }),
            ("records", List(record)),
        };
        if (dataset.HasRetention)
        {
            record["properties"]!["$retention"] = List(new JsonObject { ["type"] = "integer", ["minimum"] = 0 });
            record["required"]!.AsArray().Add("$retention");
            members.Add(("retention", List(Definition(Retention))));
        }

        return Object([.. members]);
    }

    private static JsonObject Record(IReadOnlyList<ExportField> fields)
    {
        var record = Object([.. fields.Select(field => (field.Name, Field(field)))]);
        record["required"] = ExportJson.Array(fields.Where(field => field.IsAlwaysThere).Select(field => (JsonNode?)field.Name));
        return record;
    }

    private static JsonObject Field(ExportField field)
    {
        var schema = field switch
        {
            { Schema: { } value } => (JsonObject)value.DeepClone(),
            { IsList: true } => List(Record(field.Members)),
            _ => new JsonObject { ["oneOf"] = new JsonArray(Record(field.Members), new JsonObject { ["type"] = "null" }) },
        };
        schema["title"] = field.Title.English;
        return schema;
    }

    private static JsonObject RetentionSchema() => Object(
        ("fields", List(Text())),
        ("outcome", new JsonObject { ["enum"] = ExportJson.Names(Enum.GetValues<RetentionOutcome>()) }),
        ("until", Nullable("string", "date")),
        ("openEnd", Nullable("string")),
        ("purpose", Nullable("string")),
        ("law", Nullable("string")));

    private static JsonObject OmittedSchema() => Object(("omitted", List(Object(
        ("entity", Text()),
        ("field", Text()),
        ("reason", new JsonObject { ["enum"] = ExportJson.Names(Enum.GetValues<ExportOmissionReason>()) }),
        ("text", Both()),
        ("values", Nullable("integer"))))));

    private static JsonObject InformationSchema() => Object(
        ("controller", new JsonObject { ["oneOf"] = new JsonArray(ControllerSchema(), new JsonObject { ["type"] = "null" }) }),
        ("purposes", List(PurposeSchema())),
        ("origins", List(Object(("origin", Both()), ("categories", List(Text()))))),
        ("rights", List(Object(("right", Text()), ("text", Both())))));

    private static JsonObject ControllerSchema() => Object(
        ("name", Text()),
        ("organisationNumber", Nullable("string")),
        ("address", Nullable("string")),
        ("contact", Nullable("string")),
        ("dataProtectionOfficer", Nullable("string")),
        ("supervisoryAuthority", Nullable("string")));

    private static JsonObject PurposeSchema() => Object(
        ("name", Text()),
        ("title", Both()),
        ("description", BothOrNull()),
        ("term", Nullable("string", "iri")),
        ("legalBasis", Nullable("string")),
        ("interest", Nullable("string")),
        ("law", Nullable("string")),
        ("categories", List(Text())),
        ("recipients", List(Object(("name", Text()), ("kind", Text()), ("country", Nullable("string")), ("safeguard", Nullable("string"))))),
        ("kept", Both()),
        ("automatedDecisions", BothOrNull()));

    private static JsonObject Object(params (string Name, JsonObject Schema)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        ["required"] = ExportJson.Array(members.Select(member => (JsonNode?)member.Name)),
        ["additionalProperties"] = false,
    };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Both() => Definition(BothLanguages);

    private static JsonObject Definition(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject BothOrNull() => new() { ["oneOf"] = new JsonArray(Both(), new JsonObject { ["type"] = "null" }) };

    private static JsonObject Nullable(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = new JsonArray(type, "null") };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }
}
