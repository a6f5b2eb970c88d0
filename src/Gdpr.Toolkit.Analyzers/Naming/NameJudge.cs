namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Judges from a property's name, the kind of its value and its class whether it holds personal data.</summary>
internal static class NameJudge
{
    /// <summary>Returns the best reading of a name as personal data, or null.</summary>
    /// <param name="name">The name of the property.</param>
    /// <param name="terms">The words to read it with.</param>
    /// <param name="owner">What the class is.</param>
    /// <param name="kind">What the property holds.</param>
    public static Judgement? Judge(Identifier name, TermTable terms, Contexts owner, ValueKinds kind)
    {
        if ((owner & Contexts.Thing) != 0 && (owner & Contexts.About) == 0)
            return null;

        Judgement? best = null;
        for (var first = 0; first < name.Count; first++)
        {
            for (var last = first; last < name.Count; last++)
            {
                for (var term = name.Find(terms, first, last); term is not null; term = term.Next)
                {
                    if (term.Role != TermRole.Data || (term.Kinds & kind) == 0)
                        continue;
                    var candidate = new Judgement(term, name, first, last);
                    if (candidate.IsBetterThan(best) && !IsExcepted(candidate, terms) && Fits(candidate, terms, owner, kind))
                        best = candidate;
                }
            }
        }

        return best;
    }

    // A longer run that a user knows not to be personal data, or this one where only the shipped words say that it is.
    private static bool IsExcepted(Judgement candidate, TermTable terms)
    {
        if (!terms.HasExceptions)
            return false;

        var name = candidate.Name;
        for (var first = 0; first <= candidate.First; first++)
        {
            for (var last = candidate.Last; last < name.Count; last++)
            {
                var isSame = first == candidate.First && last == candidate.Last;
                if (!(isSame && candidate.Term.IsOwn) && OwnerJudge.Has(name.Find(terms, first, last), TermRole.Exception))
                    return true;
            }
        }

        return false;
    }

    private static bool Fits(Judgement candidate, TermTable terms, Contexts owner, ValueKinds kind)
    {
        var term = candidate.Term;
        var surroundings = new Surroundings(candidate, terms, kind);
        if (surroundings.Stopped)
            return false;

        var asked = term.Contexts;
        var near = surroundings.Contexts;
        if ((near & Contexts.Organisation) != 0 && (asked & Contexts.Organisation) == 0)
            return false;
        if (!term.IsStrong && surroundings.Unknown)
            return false;
        if ((term.Required & ~owner) != 0)
            return false;

        // A company's own address and telephone number are nobody's.
        if (PersonalDataCategories.OthersHaveIt(term.Category) && (owner & Contexts.Organisation) != 0 && (near & Contexts.Person) == 0)
            return term.IsStrong && (asked & Contexts.Organisation) != 0;

        var given = PersonalDataCategories.FollowsClass(term.Category) ? owner : owner | near;
        return term.IsStrong || (asked & given) != 0;
    }
}
