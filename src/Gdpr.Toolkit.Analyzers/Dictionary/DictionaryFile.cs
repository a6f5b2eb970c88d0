using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>A <c>gdpr.dictionary.json</c> among the additional files of a project, read once for as long as its text stays.</summary>
internal sealed class DictionaryFile
{
    private const string Name = "gdpr.dictionary.json";

    private static readonly ConditionalWeakTable<SourceText, UserDictionary> Known = new();
    private static readonly SourceText Empty = SourceText.From("");

    private DictionaryFile(AdditionalText file, CancellationToken cancellation)
    {
        Path = file.Path;
        Text = file.GetText(cancellation) ?? Empty;
        Dictionary = Known.GetValue(Text, text => UserDictionary.Read(text.ToString()));
    }

    public string Path { get; }

    public SourceText Text { get; }

    public UserDictionary Dictionary { get; }

    /// <summary>Gets what tells the content from any other.</summary>
    public string Checksum => Convert.ToBase64String([.. Text.GetChecksum()]);

    /// <summary>Finds the dictionaries of a project: files of that name, or that end in a dot and that name.</summary>
    public static ImmutableArray<DictionaryFile> Find(ImmutableArray<AdditionalText> files, CancellationToken cancellation = default)
        => [.. files.Where(IsDictionary).GroupBy(file => file.Path, StringComparer.Ordinal).Select(same => same.First()).Select(file => new DictionaryFile(file, cancellation))];

    private static bool IsDictionary(AdditionalText file)
    {
        var name = System.IO.Path.GetFileName(file.Path);
        return string.Equals(name, Name, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);
    }
}
