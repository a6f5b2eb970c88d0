namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What the words around a match say about it.</summary>
internal readonly struct Surroundings
{
    private readonly bool _stopped;
    private readonly bool _endsInId;

    public Surroundings(Judgement match, TermTable terms)
    {
        var name = match.Name;
        for (var word = 0; word < name.Count; word++)
        {
            if (word >= match.First && word <= match.Last)
                continue;
            var before = word < match.First;
            var end = before ? match.First - 1 : name.Count - 1;
            var reading = Longest(name, terms, ref word, end);
            if (OwnerJudge.Has(reading, TermRole.Neutral) || name.IsDigits(word))
                continue;
            if (OwnerJudge.Has(reading, TermRole.Stop))
            {
                if (IsId(name, word) && PersonalDataCategories.IsIdentifier(match.Term.Category))
                    _endsInId = true;
                else
                    _stopped = true;
                continue;
            }

            if (reading is null && IsMoreOfTheSame(name.Find(terms, word, word), match.Term.Category))
                continue;

            var contexts = OwnerJudge.ContextsOf(reading);
            _stopped |= (contexts & Contexts.Thing) != 0;
            Contexts |= (contexts & Contexts.Person) != 0 ? contexts | Contexts.About : contexts;
            if ((contexts & (Contexts.Person | match.Term.Contexts)) != 0)
                continue;

            // The main word comes last, except in French: "EmailTemplate" is a template, "EmailDemandeur" an e-mail.
            if (before == match.Term.HeadFirst)
                _stopped = true;
            else
                Unknown = true;
        }
    }

    /// <summary>Gets whether a word is not in the dictionary, so that only a strong term is believed.</summary>
    public bool Unknown { get; }

    /// <summary>Gets what the words say about the owner: <c>Customer</c> in <c>CustomerName</c>.</summary>
    public Contexts Contexts { get; }

    /// <summary>Tells whether the words make it something about data, such as a template or a count.</summary>
    /// <remarks>An id leads to another row, unless it is a text that identifies a person.</remarks>
    public bool Stop(ValueKinds kind) => _stopped || (_endsInId && kind != ValueKinds.Text);

    private static bool IsId(Identifier name, int word) => word == name.Count - 1 && name.Is(word, "id");

    // "ZipPostalCode" says the same thing twice.
    private static bool IsMoreOfTheSame(Term? word, string category)
    {
        for (; word is not null; word = word.Next)
        {
            if (word.Category == category)
                return true;
        }

        return false;
    }

    private static Term? Longest(Identifier name, TermTable terms, ref int word, int end)
    {
        for (var last = Math.Min(end, word + 2); last >= word; last--)
        {
            var reading = name.Find(terms, word, last);
            if (reading is null || !(OwnerJudge.Has(reading, TermRole.Neutral) || OwnerJudge.Has(reading, TermRole.Stop) || OwnerJudge.Has(reading, TermRole.Type)))
                continue;
            word = last;
            return reading;
        }

        return null;
    }
}
