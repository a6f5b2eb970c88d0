using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>What calls in <c>OnModelCreating</c> and in configurations say about entities and properties.</summary>
internal sealed class FluentMarks
{
    public HashSet<ISymbol> PersonalData { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> NotPersonalData { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Gets the encrypted properties, and whether each has a blind index.</summary>
    public Dictionary<ISymbol, bool> Encrypted { get; } = new(SymbolEqualityComparer.Default);

    public HashSet<ISymbol> DataSubjects { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Gets the entities whose key is configured, so that convention does not choose it.</summary>
    public HashSet<ISymbol> Keyed { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Gets the names of properties that are given as text, as those of shadow properties are.</summary>
    public HashSet<string> NamesInText { get; } = new(StringComparer.Ordinal);

    /// <summary>Tells whether a property, or one it overrides, is classified by a call.</summary>
    public bool IsClassified(IPropertySymbol property)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            var definition = current.OriginalDefinition;
            if (PersonalData.Contains(definition) || NotPersonalData.Contains(definition) || Encrypted.ContainsKey(definition))
                return true;
        }

        return false;
    }
}
