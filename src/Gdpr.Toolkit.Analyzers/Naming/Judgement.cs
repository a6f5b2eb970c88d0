namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>A run of words read as personal data.</summary>
internal readonly struct Judgement(Term term, Identifier name, int first, int last)
{
    public Term Term { get; } = term;

    public Identifier Name { get; } = name;

    /// <summary>Gets the index of the first word of the match.</summary>
    public int First { get; } = first;

    /// <summary>Gets the index of the last word of the match.</summary>
    public int Last { get; } = last;

    /// <summary>Gets the matched words as they appear in the name.</summary>
    public string Words => Name.Words(First, Last);

    private int Length => Name.End(Last) - Name.Start(First);

    /// <summary>The longer match wins, then a user's, then the one that needs no context, then the later one.</summary>
    public bool IsBetterThan(Judgement? other)
    {
        if (other is not { } best)
            return true;
        if (Length != best.Length)
            return Length > best.Length;
        if (Term.IsOwn != best.Term.IsOwn)
            return Term.IsOwn;
        if (Term.IsStrong != best.Term.IsStrong)
            return Term.IsStrong;

        return First > best.First;
    }
}
