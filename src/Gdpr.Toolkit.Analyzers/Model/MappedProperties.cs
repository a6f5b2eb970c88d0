using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Tells which properties EF Core stores, as far as the class itself says.</summary>
internal static class MappedProperties
{
    /// <summary>Leaves out static, computed, indexed and [NotMapped] properties.</summary>
    public static bool IsMapped(IPropertySymbol property, KnownSymbols symbols)
        => !property.IsStatic
            && !property.IsIndexer
            && property.ExplicitInterfaceImplementations.IsEmpty
            && !(property.ContainingType.IsRecord && property.IsImplicitlyDeclared)
            && (property.SetMethod is not null || IsAutoProperty(property))
            && property.FindAttribute(symbols.NotMapped) is null;

    // EF Core binds get-only properties to constructor parameters; a computed one has no field behind it.
    private static bool IsAutoProperty(IPropertySymbol property)
    {
        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is IFieldSymbol { AssociatedSymbol: { } associated } && SymbolEqualityComparer.Default.Equals(associated, property))
                return true;
        }

        return false;
    }
}
