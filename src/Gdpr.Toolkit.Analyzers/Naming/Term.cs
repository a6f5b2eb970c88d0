namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>What a term of the dictionary is good for.</summary>
internal enum TermRole
{
    /// <summary>Names personal data of one category.</summary>
    Data,

    /// <summary>Says what a class, or the owner in <c>CustomerName</c>, is.</summary>
    Type,

    /// <summary>Changes nothing: <c>new</c>, <c>primary</c>, <c>value</c>.</summary>
    Neutral,

    /// <summary>Turns data into something about data: <c>template</c>, <c>count</c>.</summary>
    Stop,
}

/// <summary>One reading of a word or a sequence of words. Readings of the same words form a chain.</summary>
internal sealed class Term(string key, TermRole role, string category, Contexts contexts, ValueKinds kinds, bool headFirst)
{
    /// <summary>Gets the words in lower case, folded and without spaces.</summary>
    public string Key { get; } = key;

    public TermRole Role { get; } = role;

    /// <summary>Gets the category, empty for terms that are not data.</summary>
    public string Category { get; } = category;

    /// <summary>Gets the contexts that make it data (one suffices), or that it gives to a class.</summary>
    public Contexts Contexts { get; } = contexts;

    public ValueKinds Kinds { get; } = kinds;

    /// <summary>Gets whether the language puts the main word first, as French does.</summary>
    public bool HeadFirst { get; } = headFirst;

    public Term? Next { get; set; }

    /// <summary>Gets whether it is data in any class.</summary>
    public bool IsStrong => (Contexts & Contexts.Any) != 0;
}
