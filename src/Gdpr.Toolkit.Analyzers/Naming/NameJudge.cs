using System.Collections.Immutable;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>Judges from a property's name, the kind of its value and its class whether it holds personal data.</summary>
/// <remarks>What the words of a name say by themselves is found once, however many classes have a property of that name.</remarks>
internal sealed class NameJudge
{
    private readonly ImmutableArray<Candidate> _candidates;

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name of a property.</param>
    /// <param name="terms">The words to read it with.</param>
    public NameJudge(string name, TermTable terms)
    {
        var words = Identifier.Split(name, terms);
        Link = OwnerJudge.OfLink(words, terms);
        _candidates = Find(words, terms);
    }

    /// <summary>Gets what the name, as a reference to a person, says about its class.</summary>
    public Contexts Link { get; }

    /// <summary>Returns the best reading of the name as personal data, or null.</summary>
    /// <param name="owner">What the class is.</param>
    /// <param name="kind">What the property holds.</param>
    public Judgement? Judge(Contexts owner, ValueKinds kind)
    {
        if ((owner & Contexts.Thing) != 0 && (owner & Contexts.About) == 0)
            return null;

        Judgement? best = null;
        foreach (var candidate in _candidates)
        {
            if ((candidate.Match.Term.Kinds & kind) != 0 && candidate.Match.IsBetterThan(best) && candidate.Fits(owner, kind))
                best = candidate.Match;
        }

        return best;
    }

    private static ImmutableArray<Candidate> Find(Identifier name, TermTable terms)
    {
        var candidates = ImmutableArray.CreateBuilder<Candidate>();
        for (var first = 0; first < name.Count; first++)
        {
            for (var last = first; last < name.Count; last++)
            {
                for (var term = name.Find(terms, first, last); term is not null; term = term.Next)
                {
                    if (term.Role != TermRole.Data)
                        continue;
                    var match = new Judgement(term, name, first, last);
                    if (!IsExcepted(match, terms))
                        candidates.Add(new Candidate(match, new Surroundings(match, terms)));
                }
            }
        }

        return candidates.ToImmutable();
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

    private readonly struct Candidate(Judgement match, Surroundings surroundings)
    {
        public Judgement Match { get; } = match;

        public bool Fits(Contexts owner, ValueKinds kind)
        {
            var term = Match.Term;
            if (surroundings.Stop(kind))
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
}
