namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Reads a file of words. <c>Words/README.md</c> describes the format.</summary>
internal static class VocabularyReader
{
    private static readonly char[] Space = [' '];

    public static void Read(TextReader reader, string source, TermTable terms)
    {
        var headFirst = false;
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line == "head first")
            {
                headFirst = true;
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon < 0)
                throw new FormatException($"{source}, line {number}: a colon is missing.");
            var header = ReadHeader(line.Substring(0, colon), $"{source}, line {number}");
            foreach (var term in line.Substring(colon + 1).Split(','))
                Add(terms, term, header, headFirst);
        }
    }

    private static void Add(TermTable terms, string words, Header header, bool headFirst)
    {
        var key = Letters.Fold(words);
        var spelled = Letters.FoldToTwo(words);
        terms.Add(new Term(key, header.Role, header.Category, header.Contexts, header.Kinds, headFirst));
        if (spelled != key)
            terms.Add(new Term(spelled, header.Role, header.Category, header.Contexts, header.Kinds, headFirst));
    }

    private static Header ReadHeader(string text, string where)
    {
        var words = text.Split(Space, StringSplitOptions.RemoveEmptyEntries);
        var contexts = Contexts.None;
        var kinds = ValueKinds.None;
        for (var i = 1; i < words.Length; i++)
        {
            if (Enum.TryParse(words[i], ignoreCase: true, out Contexts context))
                contexts |= context;
            else if (Enum.TryParse(words[i], ignoreCase: true, out ValueKinds kind))
                kinds |= kind;
            else
                throw new FormatException($"{where}: '{words[i]}' is neither a context nor a kind of value.");
        }

        return words[0] switch
        {
            "neutral" => new Header(TermRole.Neutral, "", contexts, kinds),
            "stop" => new Header(TermRole.Stop, "", contexts, kinds),
            "type" => new Header(TermRole.Type, "", contexts, kinds),
            var category when PersonalDataCategories.Contains(category) => new Header(
                TermRole.Data,
                category,
                contexts == Contexts.None ? Contexts.Any : contexts,
                kinds == ValueKinds.None ? PersonalDataCategories.StoredAs(category) : kinds),
            var other => throw new FormatException($"{where}: '{other}' is not a category of personal data."),
        };
    }

    private readonly struct Header(TermRole role, string category, Contexts contexts, ValueKinds kinds)
    {
        public TermRole Role { get; } = role;

        public string Category { get; } = category;

        public Contexts Contexts { get; } = contexts;

        public ValueKinds Kinds { get; } = kinds;
    }
}
