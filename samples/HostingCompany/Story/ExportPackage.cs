using System.IO.Compression;
using System.Text.Json;

namespace HostingCompany.Story;

/// <summary>Opens an export package as its recipient would.</summary>
internal static class ExportPackage
{
    /// <summary>Collects every text in the data files of a package.</summary>
    public static HashSet<string> ReadTexts(string path)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        using var package = ZipFile.OpenRead(path);
        foreach (var entry in package.Entries.Where(e => e.FullName.StartsWith("data/", StringComparison.Ordinal) && e.FullName.EndsWith(".json", StringComparison.Ordinal)))
        {
            using var stream = entry.Open();
            using var document = JsonDocument.Parse(stream);
            Collect(document.RootElement, texts);
        }

        return texts;
    }

    private static void Collect(JsonElement element, HashSet<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, texts);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
            case JsonValueKind.String:
                texts.Add(element.GetString()!);
                break;
        }
    }
}
