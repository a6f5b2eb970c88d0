using System.Text.Json.Nodes;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Reads the members of a vector.</summary>
internal static class VectorJson
{
    public static string Text(this JsonNode node, string member)
        => (string?)node[member] ?? throw new InvalidOperationException($"The vector has no '{member}'.");

    public static byte[] Hex(this JsonNode node, string member) => Convert.FromHexString(node.Text(member));

    public static Guid Store(this JsonNode group) => Guid.Parse(group.Text("store"));

    public static string Hex(this byte[] bytes) => Convert.ToHexStringLower(bytes);

    public static bool IsValid(this JsonNode test) => test.Text("result") == "valid";

    /// <summary>The padding: nothing, <c>block 16</c> or <c>max 8</c>.</summary>
    public static Padding Padding(this JsonNode test) => ((string?)test["padding"])?.Split(' ') switch
    {
        null => Gdpr.Toolkit.Encryption.Padding.None,
        ["block", var size] => Gdpr.Toolkit.Encryption.Padding.Block(int.Parse(size, null)),
        [_, var size] => Gdpr.Toolkit.Encryption.Padding.FixedMax(int.Parse(size, null)),
        _ => throw new InvalidOperationException("Unknown padding."),
    };

    /// <summary>What came out: <c>valid</c>, or the name of the failure without <c>Exception</c>.</summary>
    public static string Outcome(Action open)
        => Record.Exception(open) is { } failure ? failure.GetType().Name.Replace("Exception", "", StringComparison.Ordinal) : "valid";
}
