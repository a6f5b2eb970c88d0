using System.Collections.Concurrent;
using System.Reflection;
using Gdpr.Toolkit.Analyzers.Dictionary;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>The words the rules know: those of the files in <c>Words/</c>, of the chosen languages, and a project's own.</summary>
internal static class Vocabulary
{
    private const string Folder = "Words/";
    private const string Extension = ".txt";

    // A build server sees few combinations; an IDE sees a new one whenever somebody types in a dictionary.
    private const int MaxTables = 16;

    private static readonly ConcurrentDictionary<string, TermTable> Tables = new(StringComparer.Ordinal);

    /// <summary>Gets the languages whose words are shipped.</summary>
    public static IReadOnlyList<string> Languages { get; } =
    [
        .. typeof(Vocabulary).GetTypeInfo().Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name.Substring(Folder.Length, name.Length - Folder.Length - Extension.Length))
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>Gets the words of all shipped languages.</summary>
    public static TermTable Terms => For(null, []);

    /// <summary>Returns the words of some languages.</summary>
    /// <param name="languages">The languages, or null for all.</param>
    /// <param name="files">A project's own dictionaries.</param>
    public static TermTable For(IReadOnlyCollection<string>? languages, IReadOnlyList<DictionaryFile> files)
    {
        var key = (languages is null ? "*" : string.Join(",", languages)) + string.Concat(files.Select(file => "|" + file.Checksum));
        if (Tables.TryGetValue(key, out var known))
            return known;
        if (Tables.Count >= MaxTables)
            Tables.Clear();
        return Tables.GetOrAdd(key, Load(languages, files));
    }

    private static TermTable Load(IReadOnlyCollection<string>? languages, IReadOnlyList<DictionaryFile> files)
    {
        var terms = new TermTable();
        foreach (var file in files)
            file.Dictionary.AddTo(terms, IsChosen);
        foreach (var language in Languages)
        {
            if (IsChosen(language))
                AddShipped(language, terms);
        }

        return terms;

        bool IsChosen(string language) => languages is null || languages.Contains(language, StringComparer.OrdinalIgnoreCase);
    }

    private static void AddShipped(string language, TermTable terms)
    {
        var name = Folder + language + Extension;
        using var reader = new StreamReader(typeof(Vocabulary).GetTypeInfo().Assembly.GetManifestResourceStream(name)!);
        VocabularyReader.Read(reader, name, terms);
    }
}
