using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gdpr.Toolkit.Export;

/// <summary>How values of a CLR type look in JSON: as <see cref="ExportValue"/> writes them, in the words of JSON Schema 2020-12.</summary>
internal static class ExportTypes
{
    private static readonly Dictionary<Type, (string Type, string? Format)> Known = new()
    {
        [typeof(bool)] = ("boolean", null),
        [typeof(sbyte)] = ("integer", null),
        [typeof(byte)] = ("integer", null),
        [typeof(short)] = ("integer", null),
        [typeof(ushort)] = ("integer", null),
        [typeof(int)] = ("integer", null),
        [typeof(uint)] = ("integer", null),
        [typeof(long)] = ("integer", null),
        [typeof(ulong)] = ("integer", null),
        [typeof(decimal)] = ("number", null),
        [typeof(string)] = ("string", null),
        [typeof(DateOnly)] = ("string", "date"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
        [typeof(TimeSpan)] = ("string", null),
        [typeof(Guid)] = ("string", "uuid"),
    };

    /// <summary>Whether values of a type can be written as they are; others first need what the model converts them to.</summary>
    public static bool IsKnown(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return Known.ContainsKey(bare) || bare.IsEnum || IsFloating(bare) || IsDocument(bare) || bare == typeof(DateTime) || bare == typeof(TimeOnly)
            || (Element(bare) is { } element && element != bare && IsKnown(element));
    }

    public static JsonObject Schema(Type type, bool isNullable)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var schema = Bare(bare);
        if (isNullable && schema["type"] is { } given)
            schema["type"] = given is JsonArray many ? new JsonArray([.. many.Select(one => one!.DeepClone()), "null"]) : new JsonArray(given.DeepClone(), "null");
        return schema;
    }

    private static JsonObject Bare(Type type)
    {
        if (type == typeof(byte[]))
            return new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" };

        if (IsDocument(type))
            return [];

        // Infinity and NaN are no numbers in JSON and stand there as text.
        if (IsFloating(type))
            return new JsonObject { ["type"] = new JsonArray("number", "string") };
        if (type != typeof(string) && Element(type) is { } element)
            return new JsonObject { ["type"] = "array", ["items"] = Schema(element, isNullable: true) };
        var (name, format) = Known.GetValueOrDefault(type, ("string", null));
        var schema = new JsonObject { ["type"] = name };
        if (format is not null)
            schema["format"] = format;
        return schema;
    }

    private static bool IsFloating(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsDocument(Type type) => type == typeof(JsonDocument) || type == typeof(JsonElement);

    private static Type? Element(Type type)
        => type.GetInterfaces().Append(type)
            .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];
}
