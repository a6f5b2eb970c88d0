using System.Collections.Concurrent;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Tells which properties and types hold personal data, by what is declared, not by names.</summary>
internal sealed class PersonalTypes(CompilationModel model)
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);

    /// <summary>Tells whether a property is declared as personal data. Keys and flags may be logged.</summary>
    public bool IsPersonal(IPropertySymbol property)
        => property.Name != "Id"
            && property.Type.SpecialType != SpecialType.System_Boolean
            && Annotations.IsPersonalData(property.OriginalDefinition, model.Symbols, model.Entities.Fluent);

    /// <summary>Tells whether printing an object of a type prints personal data. Types that print themselves are looked at by GDPR006.</summary>
    public bool IsPrinted(ITypeSymbol? type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } && _types.GetOrAdd(type, HoldsPersonalData);

    /// <summary>Returns the properties that a type itself declares and that are personal data.</summary>
    public IEnumerable<IPropertySymbol> Declared(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { IsStatic: false } property && IsPersonal(property))
                yield return property;
        }
    }

    /// <summary>Tells whether a type or one it derives from declares personal data.</summary>
    public bool Holds(ITypeSymbol? type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (Declared(current).Any())
                return true;
        }

        return false;
    }

    private bool HoldsPersonalData(ITypeSymbol type)
    {
        var found = false;
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { IsOverride: true, IsImplicitlyDeclared: false, Parameters.IsEmpty: true })
                    return false;
            }

            found |= Declared(current).Any();
        }

        return found;
    }
}
