using Gdpr.Toolkit.Analyzers.Model;

namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>A run of words read as personal data.</summary>
internal sealed class Judgement(Term term, Identifier name, int first, int last)
{
    private string? _words;
    private Finding? _finding;

    public Term Term { get; } = term;

    public Identifier Name { get; } = name;

    /// <summary>Gets the index of the first word of the match.</summary>
    public int First { get; } = first;

    /// <summary>Gets the index of the last word of the match.</summary>
    public int Last { get; } = last;

    /// <summary>Gets whether the run is the whole name.</summary>
    public bool IsWhole => First == 0 && Last == Name.Count - 1;

    private int Length => Name.End(Last) - Name.Start(First);

    // As they appear in the name.
    private string Words => _words ??= $"{(First == Last ? "the word" : "the words")} '{Name.Words(First, Last)}'";

    /// <summary>The longer match wins, then a user's, then the one that needs no context, then the later one.</summary>
    public bool IsBetterThan(Judgement? best)
    {
        if (best is null)
            return true;
        if (Length != best.Length)
            return Length > best.Length;
        if (Term.IsOwn != best.Term.IsOwn)
            return Term.IsOwn;
        if (Term.IsStrong != best.Term.IsStrong)
            return Term.IsStrong;

        return First > best.First;
    }

    /// <summary>Returns what it says of a property of a type. Strong words say the same in any.</summary>
    public Finding In(string type) => Term.IsStrong ? _finding ??= Find("") : Find($" in '{type}'");

    private Finding Find(string where)
    {
        var own = Term.OwnCategory;
        return new Finding(Term.Category, own, $"{Words}{where}{(own is null ? "" : $", '{own}'")}");
    }
}
