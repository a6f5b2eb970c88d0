namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What stands before the colon of a line of words.</summary>
internal sealed class TermHeader
{
    private static readonly char[] Space = [' '];

    private TermHeader(TermRole role, string category)
    {
        Role = role;
        Category = category;
    }

    public TermRole Role { get; }

    public string Category { get; }

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

        if (header.Role != TermRole.Data)
            return header;
        if (header.Contexts == Contexts.None)
            header.Contexts = Contexts.Any;
        if (header.Kinds == ValueKinds.None)
            header.Kinds = PersonalDataCategories.StoredAs(header.Category);

        return header;
    }

    private static TermHeader Start(string word) => word switch
    {
        "neutral" => new TermHeader(TermRole.Neutral, ""),
        "stop" => new TermHeader(TermRole.Stop, ""),
        "type" => new TermHeader(TermRole.Type, ""),
        _ when PersonalDataCategories.Contains(word) => new TermHeader(TermRole.Data, word),
        _ => throw new FormatException($"'{word}' is not a category of personal data."),
    };

    private void Add(string word, bool required)
    {
        if (word == "evidence")
            IsEvidence = true;
        else if (!Enum.TryParse(word, ignoreCase: true, out Contexts context))
            Kinds |= Enum.TryParse(word, ignoreCase: true, out ValueKinds kind) ? kind : throw new FormatException($"'{word}' is neither a context nor a kind of value.");
        else if (required)
            Required |= context;
        else
            Contexts |= context;
    }
}
