using Gdpr.Toolkit.Analyzers.Naming;

namespace Gdpr.Toolkit.Analyzers.Dictionary;

/// <summary>The words of one <c>gdpr.dictionary.json</c>, or what is wrong with the file.</summary>
internal sealed class UserDictionary
{
    private readonly List<(string? Language, TermHeader Header, string Words)> _terms = [];
    private readonly HashSet<string> _languages = new(StringComparer.Ordinal);

    // The own category, and the general one that it belongs to.
    private readonly Dictionary<string, string> _ownCategories = new(StringComparer.Ordinal);

    private UserDictionary()
    {
    }

    /// <summary>Gets why nothing of the file counts, or null.</summary>
    public DictionaryException? Error { get; private set; }

    /// <summary>Gets the languages that its entries name.</summary>
    public IReadOnlyCollection<string> Languages => _languages;

    /// <summary>Gets the own categories that it declares.</summary>
    public IReadOnlyCollection<string> OwnCategories => _ownCategories.Keys;

    /// <summary>Reads a file. One that cannot be read holds no words and says why.</summary>
    public static UserDictionary Read(string text)
    {
        var dictionary = new UserDictionary();
        try
        {
            new UserDictionaryReader(dictionary).Read(JsonReader.Read(text));
        }
        catch (DictionaryException error)
        {
            return new UserDictionary { Error = error };
        }

        return dictionary;
    }

    public void AddCategory(string own, string category) => _ownCategories[own] = category;

    public string? CategoryOf(string own) => _ownCategories.TryGetValue(own, out var category) ? category : null;

    public void Add(string? language, TermHeader header, string words)
    {
        _terms.Add((language, header, words));
        if (language is not null)
            _languages.Add(language);
    }

    /// <summary>Adds the words of the chosen languages, and those of no language, to a table.</summary>
    public void AddTo(TermTable table, Func<string, bool> isChosen)
    {
        foreach (var (language, header, words) in _terms)
        {
            if (language is null || isChosen(language))
                VocabularyReader.Add(table, words, header, headFirst: false);
        }
    }
}
