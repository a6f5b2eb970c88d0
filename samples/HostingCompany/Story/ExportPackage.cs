using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using HostingCompany.Evidence;

namespace HostingCompany.Story;

/// <summary>Opens an export package as its recipient would.</summary>
internal static class ExportPackage
{
    /// <summary>Collects every value of the rows in a package, in the form in which <c>people.csv</c> has it. Keys are no values.</summary>
    public static HashSet<string> ReadValues(string path)
    {
        var values = new HashSet<string>(StringComparer.Ordinal);
        using var package = ZipFile.OpenRead(path);
        foreach (var entry in package.Entries.Where(IsOfRows))
        {
            using var stream = entry.Open();
            using var document = JsonDocument.Parse(stream);
            Collect(document.RootElement.GetProperty("records"), values);
        }

        return values;
    }

    /// <summary>Reads the files of customers in a package.</summary>
    public static IReadOnlyList<string> ReadFiles(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return [.. package.Entries.Where(e => e.FullName.EndsWith(".txt", StringComparison.Ordinal) && e.FullName.StartsWith("data/", StringComparison.Ordinal)).Select(Text)];
    }

    /// <summary>Reads everything in a package, one file after the other.</summary>
    public static string ReadAll(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return string.Join('\n', package.Entries.Select(Text));
    }

    // Lists of files lie in folders of their own.
    private static bool IsOfRows(ZipArchiveEntry entry) => entry.FullName == $"data/{entry.Name}" && entry.Name.EndsWith(".json", StringComparison.Ordinal);

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    private static void Collect(JsonElement element, HashSet<string> values)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().Where(property => !IsKey(property.Name)))
                {
                    Collect(property.Value, values);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Collect(item, values);
                }

                break;
            case JsonValueKind.String:
                values.Add(AsStored(element.GetString()!));
                break;
            case JsonValueKind.Number:
                values.Add(PersonalValues.Text(element.GetDecimal()));
                break;
        }
    }

    private static bool IsKey(string name) => name == "id" || name.EndsWith("Id", StringComparison.Ordinal) || name[0] == '$';

    // A package writes moments by ISO 8601, SQLite with a space in the middle.
    private static string AsStored(string text)
        => text.Contains('T', StringComparison.Ordinal)
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
                ? PersonalValues.Text(moment)
                : text;
}
