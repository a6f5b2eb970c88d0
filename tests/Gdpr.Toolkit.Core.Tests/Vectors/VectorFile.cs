using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>A file of frozen vectors beside the tests: groups that share keys, each with tests that name what has to come out.</summary>
internal sealed class VectorFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode _root;

    private VectorFile(JsonNode root) => _root = root;

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Vectors");

    public IEnumerable<JsonNode> Groups => _root["groups"]!.AsArray()!;

    public static VectorFile Load(string path) => new(JsonNode.Parse(File.ReadAllText(path))!);

    /// <summary>Writes a new file. One that is there is never written to: values sealed like it lie in people's databases.</summary>
    /// <exception cref="IOException">There is such a file.</exception>
    public static void Create(string path, IEnumerable<JsonObject> groups)
    {
        using var stream = new FileStream(path, FileMode.CreateNew);
        var all = groups.ToList();
        var id = 0;
        foreach (var test in all.SelectMany(group => group["tests"]!.AsArray()))
            test!["id"] = ++id;
        var root = new JsonObject { ["format"] = "GT1", ["numberOfTests"] = id, ["groups"] = new JsonArray([.. all]) };
        using var writer = new StreamWriter(stream);
        writer.Write(root.ToJsonString(Options).ReplaceLineEndings("\n") + "\n");
    }

    /// <summary>Every test of the groups of one type, with its group.</summary>
    public IEnumerable<(JsonNode Group, JsonNode Test)> Tests(string type)
        => from @group in Groups
           where (string)@group["type"]! == type
           from test in @group["tests"]!.AsArray()
           select (@group, test!);
}
