using System.Text.Json.Nodes;
using Gdpr.Toolkit.Core.Tests.Encryption;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>Encrypted files. Each test is put together from ranges of the group's files; byte i of a plaintext is i mod 251.</summary>
internal static class FileVectors
{
    private const int Header = FileFormat.HeaderSize;
    private const int First = Header + FileFormat.SealedPieceSize;

    private static readonly int[] Lengths = [0, 3, FileFormat.PieceSize, FileFormat.PieceSize + 1];

    private static readonly (string What, int[][] Ranges, string Result)[] Refused =
    [
        ("nothing", [], "UnknownValueFormat"),
        ("no prefix", [[1, 2, Header + 19]], "UnknownValueFormat"),
        ("half a header", [[1, 0, 40]], "ValueTampered"),
        ("a header alone", [[1, 0, Header]], "ValueTampered"),
        ("the last byte missing", [[1, 0, Header + 18]], "ValueTampered"),
        ("a byte too many", [[1, 0, Header + 19], [1, 0, 1]], "ValueTampered"),
        ("the last piece missing", [[3, 0, First]], "ValueTampered"),
        ("the first piece missing", [[3, 0, Header], [3, First, First + 17]], "ValueTampered"),
        ("the first piece doubled", [[3, 0, First], [3, Header, First + 17]], "ValueTampered"),
        ("the last piece doubled", [[3, 0, First + 17], [3, First, First + 17]], "ValueTampered"),
        ("pieces of another file", [[1, 0, Header], [0, Header, Header + 16]], "ValueTampered"),
    ];

    public static IEnumerable<JsonObject> Groups()
    {
        using var key = TestKeys.Fixed();
        var files = Lengths.Select(length => Seal(key, length)).ToList();
        JsonNode[] stored = [.. files.Select(file => (JsonNode)Convert.ToBase64String(file))];
        var group = VectorGenerator.Group(
            "File", TestKeys.StoreId, ("key", VectorGenerator.Key(0).Hex()), ("name", "passport/åsa"), ("files", new JsonArray(stored)));
        foreach (var (index, length) in Lengths.Index())
            group.Add($"{length} bytes", new JsonObject { ["ranges"] = Ranges([[index, 0, files[index].Length]]), ["length"] = length }, "valid");
        foreach (var (what, ranges, result) in Refused)
            group.Add(what, new JsonObject { ["ranges"] = Ranges(ranges) }, result);
        return [group];
    }

    public static byte[] Join(JsonNode group, JsonNode test)
    {
        var files = group["files"]!.AsArray().Select(file => Convert.FromBase64String((string)file!)).ToList();
        return [.. test["ranges"]!.AsArray().SelectMany(range => files[(int)range![0]!][(int)range[1]!..(int)range[2]!])];
    }

    private static byte[] Seal(SubjectKey key, int length)
    {
        using var sealer = new FileSealer("passport/åsa", key);
        using var destination = new MemoryStream();
        sealer.SealAsync(new MemoryStream(FileTests.Content(length)), destination, default).GetAwaiter().GetResult();
        return destination.ToArray();
    }

    private static JsonArray Ranges(int[][] ranges)
        => [.. ranges.Select(range => (JsonNode)new JsonArray([.. range.Select(number => (JsonNode)number)]))];
}
