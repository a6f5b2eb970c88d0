namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What is said of a list of words: the line before the colon in a file of words, or an entry of a user's dictionary.</summary>
internal sealed class TermHeader(TermRole role, string category = "")
{
    private static readonly char[] Space = [' '];

    public TermRole Role { get; } = role;

    public string Category { get; } = category;

    /// <summary>Gets or sets the name of a user's category, of which <see cref="Category"/> is the general one.</summary>
    public string? OwnCategory { get; set; }

    /// <summary>Gets or sets whether a user says so, which counts more than what is shipped.</summary>
    public bool IsOwn { get; set; }

    public Contexts Contexts { get; private set; }

    public Contexts Required { get; private set; }

    public ValueKinds Kinds { get; private set; }

    public bool IsEvidence { get; private set; }

    /// <summary>Reads a header.</summary>
    /// <exception cref="FormatException">A word of it is not known.</exception>
    public static TermHeader Parse(string text)
    {
        var words = text.Split(Space, StringSplitOptions.RemoveEmptyEntries);
        var header = Start(words[0]);
        var required = false;
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] == "&")
                required = true;
            else
                header.Add(words[i], required);
        }

        return header.Complete();
    }

    public static bool IsContext(string word) => TryParse(word, out Contexts context) && context != Contexts.None;

    public static bool IsKind(string word) => TryParse(word, out ValueKinds kind) && kind != ValueKinds.None;

    /// <summary>Adds a context, a kind of value or <c>evidence</c>.</summary>
    /// <exception cref="FormatException">The word is none of them.</exception>
    public void Add(string word, bool required = false)
    {
        if (!TryAdd(word, required))
            throw new FormatException($"'{word}' is neither a context nor a kind of value.");
    }

    /// <summary>Adds a context, a kind of value or <c>evidence</c>, or returns false.</summary>
    public bool TryAdd(string word, bool required = false)
    {
        if (word == "evidence")
            IsEvidence = true;
        else if (!TryParse(word, out Contexts context))
            return TryAddKind(word);
        else if (required)
            Required |= context;
        else
            Contexts |= context;
        return true;
    }

    /// <summary>Fills in what was not said: any context, and the kinds of the category.</summary>
    public TermHeader Complete()
    {
        if (Role != TermRole.Data)
            return this;
        if (Contexts == Contexts.None)
            Contexts = Contexts.Any;
        if (Kinds == ValueKinds.None)
            Kinds = PersonalDataCategories.StoredAs(Category);
        return this;
    }

    private bool TryAddKind(string word)
    {
        if (!TryParse(word, out ValueKinds kind))
            return false;
        Kinds |= kind;
        return true;
    }

    // Names only: Enum.TryParse reads numbers too.
    private static bool TryParse<T>(string word, out T value)
        where T : struct
        => Enum.TryParse(word, ignoreCase: true, out value) && word.All(char.IsLetter);

    private static TermHeader Start(string word) => word switch
    {
        "neutral" => new TermHeader(TermRole.Neutral),
        "stop" => new TermHeader(TermRole.Stop),
        "type" => new TermHeader(TermRole.Type),
        _ when PersonalDataCategories.Contains(word) => new TermHeader(TermRole.Data, word),
        _ => throw new FormatException($"'{word}' is not a category of personal data."),
    };
}
