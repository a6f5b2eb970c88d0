using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Baseline;

/// <summary>A <c>gdpr.baseline.txt</c> among the additional files of a project: one known finding a line.</summary>
internal sealed class BaselineFile(string path, SourceText text)
{
    private const string Name = "gdpr.baseline.txt";

    public string Path { get; } = path;

    /// <summary>Finds the baselines of a project: files of that name, or that end in a dot and that name.</summary>
    public static ImmutableArray<BaselineFile> Find(ImmutableArray<AdditionalText> files)
        => [.. files.Where(IsBaseline).GroupBy(file => file.Path, StringComparer.Ordinal)
            .Select(same => new BaselineFile(same.Key, same.First().GetText() ?? SourceText.From("")))];

    /// <summary>Returns the lines that say anything and where they are.</summary>
    public IEnumerable<(string Entry, Location Place)> Entries()
    {
        foreach (var line in text.Lines)
        {
            var entry = line.ToString().Trim();
            if (entry.Length > 0 && entry[0] != '#')
                yield return (entry, Location.Create(Path, line.Span, text.Lines.GetLinePositionSpan(line.Span)));
        }
    }

    private static bool IsBaseline(AdditionalText file)
    {
        var name = System.IO.Path.GetFileName(file.Path);
        return string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);
    }
}
