using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Makes every group of vectors. Only <see cref="VectorFile.Create"/> writes them, and never over others.</summary>
internal static class VectorGenerator
{
    public static IEnumerable<JsonObject> Groups() =>
    [
        .. EnvelopeVectors.Groups(), .. RowVectors.Groups(), .. HashVectors.Groups(),
    ];

    public static JsonObject Group(string type, Guid store, params (string Name, JsonNode Value)[] members)
    {
        var group = new JsonObject { ["type"] = type, ["store"] = store.ToString() };
        foreach (var (name, value) in members)
            group[name] = value;
        group["tests"] = new JsonArray();
        return group;
    }

    public static void Add(this JsonObject group, string comment, JsonObject test, string? result = null)
    {
        var node = new JsonObject { ["id"] = 0, ["comment"] = comment };
        foreach (var (name, value) in test)
            node[name] = value?.DeepClone();
        if (result is not null)
            node["result"] = result;
        group["tests"]!.AsArray().Add(node);
    }

    /// <summary>32 bytes that count up.</summary>
    public static byte[] Key(int first) => TestKeys.Sequence(first, 32);
}
