namespace Gdpr.Toolkit.Analyzers.Naming;

/// <summary>One reading of a word or a sequence of words. Readings of the same words form a chain.</summary>
internal sealed class Term(string key, TermHeader header, bool headFirst)
{
    /// <summary>Gets the words in lower case, folded and without spaces.</summary>
    public string Key { get; } = key;

    public TermRole Role { get; } = header.Role;

    /// <summary>Gets the category, empty for terms that are not data.</summary>
    public string Category { get; } = header.Category;

    /// <summary>Gets the name of a user's category, or null.</summary>
    public string? OwnCategory { get; } = header.OwnCategory;

    /// <summary>Gets whether it comes from a user's dictionary.</summary>
    public bool IsOwn { get; } = header.IsOwn;

    /// <summary>Gets the contexts that make it data (one suffices), or that it gives to a class.</summary>
    public Contexts Contexts { get; } = header.Contexts;

    /// <summary>Gets the contexts that must all be there as well.</summary>
    public Contexts Required { get; } = header.Required;

    public ValueKinds Kinds { get; } = header.Kinds;

    /// <summary>Gets whether a class that holds it is a person, or an address.</summary>
    public bool IsEvidence { get; } = header.IsEvidence;

    /// <summary>Gets whether the language puts the main word first, as French does.</summary>
    public bool HeadFirst { get; } = headFirst;

    public Term? Next { get; set; }

    /// <summary>Gets whether it is data in any class.</summary>
    public bool IsStrong => (Contexts & Contexts.Any) != 0;
}
