using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

internal static class SymbolExtensions
{
    /// <summary>Finds an attribute of a type or of one derived from it.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, INamedTypeSymbol? attributeType)
    {
        if (attributeType is null)
            return null;
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.IsOrDerivesFrom(attributeType))
                return attribute;
        }

        return null;
    }

    /// <summary>Returns a named argument of an attribute, or null.</summary>
    public static TypedConstant? Named(this AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        return null;
    }

    /// <summary>Returns where an attribute is written.</summary>
    public static Location Location(this AttributeData attribute, CancellationToken cancellation)
        => attribute.ApplicationSyntaxReference is { } reference ? reference.GetSyntax(cancellation).GetLocation() : Microsoft.CodeAnalysis.Location.None;

    public static bool IsOrDerivesFrom(this INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
                return true;
        }

        return false;
    }

    /// <summary>Tells whether a type is declared in the source of its compilation.</summary>
    public static bool IsInSource(this ITypeSymbol type) => type.Locations.Length > 0 && type.Locations[0].IsInSource;

    /// <summary>Takes <c>T</c> out of <c>T?</c> for value types.</summary>
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type)
        => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    /// <summary>Returns the type of the elements of an array or a generic collection, or null.</summary>
    public static ITypeSymbol? ElementType(this ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
            return array.ElementType;

        // Text, numbers and dates implement dozens of interfaces that nobody need look through.
        if (type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String) or SpecialType.System_DateTime or SpecialType.System_Object)
            return null;
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            return ((INamedTypeSymbol)type).TypeArguments[0];
        foreach (var implemented in type.AllInterfaces)
        {
            if (implemented.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
                return implemented.TypeArguments[0];
        }

        return null;
    }
}
