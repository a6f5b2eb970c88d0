using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Dictionary;
using Gdpr.Toolkit.Analyzers.Naming;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Settings;

/// <summary>Gives every file the words of the languages that <c>gdpr_languages</c> names, all where it names none, and the project's own.</summary>
internal sealed class LanguageSettings(AnalyzerOptions options)
{
    private static readonly char[] Separators = [',', ';', ' '];

    private readonly ConcurrentDictionary<string, NameJudges> _judges = new(StringComparer.Ordinal);

    /// <summary>Gets the project's own dictionaries.</summary>
    public ImmutableArray<DictionaryFile> Files { get; } = DictionaryFile.Find(options.AdditionalFiles);

    public static string[] Split(string value) => value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Returns who judges names by the words for a type: those of the first file that declares it.</summary>
    public NameJudges For(INamedTypeSymbol type)
    {
        var value = type.DeclaringSyntaxReferences.Length > 0
            && options.AnalyzerConfigOptionsProvider.GetOptions(type.DeclaringSyntaxReferences[0].SyntaxTree).TryGetValue(SettingNames.Languages, out var written)
                ? written
                : "";
        return _judges.GetOrAdd(value, Load);
    }

    private NameJudges Load(string value) => new(Vocabulary.For(Split(value) is { Length: > 0 } languages ? languages : null, Files));
}
