namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>A C# identifier split into words: camel case, snake case, acronyms, digits and compounds.</summary>
internal sealed class Identifier
{
    private const int MaxWords = 16;
    private const int ShortestCompound = 7;
    private const int ShortestPart = 3;
    private const int ShortestPersonPart = 7;

    // The letters that Swedish, German and Dutch put between the parts of a compound.
    private static readonly string[] Links = ["", "s", "n", "en", "es", "e"];

    private readonly int[] _starts = new int[MaxWords];
    private readonly int[] _ends = new int[MaxWords];

    private Identifier(string name, string folded)
    {
        Name = name;
        Folded = folded;
    }

    /// <summary>Gets the identifier as written.</summary>
    public string Name { get; }

    /// <summary>Gets the letters and digits in lower case and folded to ASCII.</summary>
    public string Folded { get; }

    /// <summary>Gets the number of words.</summary>
    public int Count { get; private set; }

    public static Identifier Split(string name, TermTable terms)
    {
        var letters = new char[name.Length];
        var length = 0;
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter))
                letters[length++] = Letters.Fold(letter);
        }

        var identifier = new Identifier(name, new string(letters, 0, length));
        identifier.AddWords(terms);
        return identifier;
    }

    public int Start(int word) => _starts[word];

    public int End(int word) => _ends[word];

    public bool IsDigits(int word) => char.IsDigit(Folded[_starts[word]]);

    public bool Is(int word, string text)
        => _ends[word] - _starts[word] == text.Length && string.CompareOrdinal(Folded, _starts[word], text, 0, text.Length) == 0;

    /// <summary>Returns the words of a run in lower case, separated by spaces, for messages.</summary>
    public string Words(int first, int last)
    {
        var words = new string[last - first + 1];
        for (var i = first; i <= last; i++)
            words[i - first] = Folded.Substring(_starts[i], _ends[i] - _starts[i]);

        return string.Join(" ", words);
    }

    /// <summary>Finds the readings of a run of words.</summary>
    public Term? Find(TermTable terms, int first, int last) => terms.Find(Folded, _starts[first], _ends[last] - _starts[first]);

    private void AddWords(TermTable terms)
    {
        var position = 0;
        var start = 0;
        var gap = false;
        for (var i = 0; i < Name.Length; i++)
        {
            if (!char.IsLetterOrDigit(Name[i]))
            {
                gap = true;
                continue;
            }

            if (position > start && (gap || StartsWord(i)))
            {
                AddWord(start, position, terms);
                start = position;
            }

            gap = false;
            position++;
        }

        if (position > start)
            AddWord(start, position, terms);
    }

    private bool StartsWord(int index)
    {
        var current = Name[index];
        var before = Name[index - 1];
        if (char.IsDigit(current) != char.IsDigit(before))
            return true;
        if (!char.IsUpper(current))
            return false;

        return !char.IsUpper(before) || (index + 1 < Name.Length && char.IsLower(Name[index + 1]));
    }

    private void AddWord(int start, int end, TermTable terms)
    {
        if (end - start >= ShortestCompound && terms.Find(Folded, start, end - start) is null && SplitCompound(start, end, terms))
            return;

        Add(start, end);
    }

    // Kundnamn is kund + namn, Rechnungsadresse is rechnung + s + adresse.
    private bool SplitCompound(int start, int end, TermTable terms)
    {
        for (var middle = start + ShortestPart; middle <= end - ShortestPart; middle++)
        {
            var tail = terms.Find(Folded, middle, end - middle);
            if (tail is null)
                continue;

            // Whatever a Kursdeltagare takes part in, it is a person.
            if (end - middle >= ShortestPersonPart && (OwnerJudge.ContextsOf(tail) & Contexts.Person) != 0)
            {
                Add(start, middle);
                Add(middle, end);
                return true;
            }

            foreach (var link in Links)
            {
                var length = middle - start - link.Length;
                if (length < ShortestPart || string.CompareOrdinal(Folded, middle - link.Length, link, 0, link.Length) != 0)
                    continue;
                if (terms.Find(Folded, start, length) is null)
                    continue;
                Add(start, middle);
                Add(middle, end);
                return true;
            }
        }

        return false;
    }

    private void Add(int start, int end)
    {
        if (Count == MaxWords)
        {
            _ends[Count - 1] = end;
            return;
        }

        _starts[Count] = start;
        _ends[Count++] = end;
    }
}
