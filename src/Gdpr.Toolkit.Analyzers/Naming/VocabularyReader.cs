namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Reads a file of words. <c>Words/README.md</c> describes the format.</summary>
internal static class VocabularyReader
{
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
            var header = Header(line.Substring(0, colon), source, number);
            foreach (var term in line.Substring(colon + 1).Split(','))
                Add(terms, term, header, headFirst);
        }
    }

    public static void Add(TermTable terms, string words, TermHeader header, bool headFirst)
    {
        var key = Letters.Fold(words);
        var spelled = Letters.FoldToTwo(words);
        terms.Add(new Term(key, header, headFirst));
        if (spelled != key)
            terms.Add(new Term(spelled, header, headFirst));
    }

    private static TermHeader Header(string text, string source, int number)
    {
        try
        {
            return TermHeader.Parse(text);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{source}, line {number}: {error.Message}", error);
        }
    }
}
