using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Gdpr.Toolkit.Export.Tests.Club;

/// <summary>An unpacked package.</summary>
internal sealed record Package(ExportSummary Summary, IReadOnlyDictionary<string, byte[]> Files)
{
    public JsonNode Manifest => Json("manifest.json");

    public static Package Read(byte[] zip, ExportSummary summary)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return new Package(summary, archive.Entries.ToDictionary(entry => entry.FullName, Content));
    }

    public JsonNode Json(string path) => JsonNode.Parse(Files[path])!;

    public string Text(string path) => Encoding.UTF8.GetString(Files[path]);

    /// <summary>Unpacks into a directory, as a person would.</summary>
    public void Unpack(string directory)
    {
        foreach (var (path, content) in Files)
        {
            var target = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, content);
        }
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
