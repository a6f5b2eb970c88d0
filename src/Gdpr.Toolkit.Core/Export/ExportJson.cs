using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Export;

/// <summary>Writes the small documents of a package: indented, with readable letters.</summary>
internal static class ExportJson
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = Encoder,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static byte[] Write(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    public static JsonObject Both(PurposeText text) => new() { ["en"] = text.English, ["sv"] = text.Swedish };

    public static JsonArray Array(IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray Names<TEnum>(IEnumerable<TEnum> members)
        where TEnum : struct, Enum
        => Array(members.Select(member => (JsonNode?)member.ToString()));
}
