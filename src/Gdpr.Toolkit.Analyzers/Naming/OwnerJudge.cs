namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Reads from the name of a class what its rows are.</summary>
internal static class OwnerJudge
{
    private const Contexts Heads = Contexts.Person | Contexts.Organisation | Contexts.Address;

    /// <summary>Returns the contexts that a class name gives to the properties of the class.</summary>
    public static Contexts Judge(Identifier name, TermTable terms)
    {
        var all = Contexts.None;
        var head = Contexts.None;
        var headKnown = false;
        var last = name.Count - 1;
        while (last >= 0)
        {
            var word = Word(name, terms, ref last, out var start);
            var contexts = ContextsOf(word);
            all |= contexts;
            if (!headKnown && !IsNeutral(word, name, start))
            {
                headKnown = true;
                head = contexts & (Heads | Contexts.Thing);
            }
            else if (start == 0 && word is { HeadFirst: true } && (head & Contexts.Thing) == 0)
            {
                head |= contexts & Heads;
            }
        }

        if ((head & Contexts.Thing) != 0)
            return Contexts.Thing | About(all);

        return (all & ~(Heads | Contexts.Thing)) | head | About(all);
    }

    /// <summary>
    /// Returns what a reference to a person says about the class: <c>UserId</c>, <c>PatientId</c>, not <c>CreatedById</c>.
    /// </summary>
    public static Contexts OfLink(Identifier name, TermTable terms)
    {
        if (name.Count < 2 || !name.Is(name.Count - 1, "id"))
            return Contexts.None;
        var last = name.Count - 2;
        while (last >= 0)
        {
            var word = Word(name, terms, ref last, out var start);
            var contexts = ContextsOf(word);
            if ((contexts & Contexts.Person) != 0)
                return start == 0 || IsNeutral(Word(name, terms, ref last, out start), name, start) ? Contexts.About | (contexts & Contexts.Education) : Contexts.None;
            if (!IsNeutral(word, name, start))
                return Contexts.None;
        }

        return Contexts.None;
    }

    /// <summary>Returns the contexts of the type readings of a word.</summary>
    public static Contexts ContextsOf(Term? word)
    {
        var contexts = Contexts.None;
        for (; word is not null; word = word.Next)
        {
            if (word.Role == TermRole.Type)
                contexts |= word.Contexts;
        }

        return contexts;
    }

    /// <summary>Tells whether a word, or one of its readings, has a role.</summary>
    public static bool Has(Term? word, TermRole role)
    {
        for (; word is not null; word = word.Next)
        {
            if (word.Role == role)
                return true;
        }

        return false;
    }

    private static Contexts About(Contexts contexts) => (contexts & Contexts.Person) != 0 ? Contexts.About : Contexts.None;

    private static bool IsNeutral(Term? word, Identifier name, int start) => Has(word, TermRole.Neutral) || name.IsDigits(start);

    // Takes the longest known run that ends at the word, or the word itself, and moves before it.
    private static Term? Word(Identifier name, TermTable terms, ref int last, out int start)
    {
        var end = last;
        for (start = Math.Max(0, end - 2); start <= end; start++)
        {
            var term = name.Find(terms, start, end);
            if (term is null || !(Has(term, TermRole.Type) || Has(term, TermRole.Stop) || Has(term, TermRole.Neutral)))
                continue;
            last = start - 1;
            return term;
        }

        start = end;
        last = end - 1;
        return null;
    }
}
