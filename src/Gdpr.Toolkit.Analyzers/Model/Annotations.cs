using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Finds what the team has already said about a property.</summary>
internal static class Annotations
{
    private const string RestArgument = "Rest";
    private const string RestNotPersonalData = "NotPersonalData";

    /// <summary>Tells whether a property, or one it overrides, says whether it is personal data.</summary>
    public static bool IsAnnotated(IPropertySymbol property, KnownSymbols symbols)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is { } type && IsAnnotation(type, symbols))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether a property, or one it overrides, is marked as personal data, by an attribute or in the model.</summary>
    public static bool IsPersonalData(IPropertySymbol property, KnownSymbols symbols, FluentMarks? fluent)
    {
        for (var current = property; current is not null; current = current.OverriddenProperty)
        {
            if (fluent is not null && fluent.NotPersonalData.Contains(current.OriginalDefinition))
                return false;
            if (fluent is not null && fluent.PersonalData.Contains(current.OriginalDefinition))
                return true;
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass is not { } type)
                    continue;
                if (IsOneOf(type, symbols.NotPersonalData))
                    return false;
                if (IsAnnotation(type, symbols))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Tells whether a class declares that everything it does not annotate is not personal data.</summary>
    public static bool RestIsNotPersonalData(INamedTypeSymbol type, KnownSymbols symbols)
        => type.FindAttribute(symbols.NotPersonalData) is not null || RestOf(type, symbols) is not null;

    /// <summary>Returns the <c>[DataSubject]</c>, of the class or inherited, that declares the rest not to be personal data, or null.</summary>
    public static AttributeData? RestOf(INamedTypeSymbol type, KnownSymbols symbols)
    {
        // As reflection reads an attribute that is inherited and stands once: the nearest one hides the others.
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (current.FindAttribute(symbols.DataSubject) is { } attribute)
                return attribute.Named(RestArgument) is { } rest && Names(rest, RestNotPersonalData) ? attribute : null;
        }

        return null;
    }

    private static bool IsAnnotation(INamedTypeSymbol type, KnownSymbols symbols)
        => IsOneOf(type, symbols.PersonalData)
            || IsOneOf(type, symbols.NotPersonalData)
            || IsOneOf(type, symbols.IdentityPersonalData)
            || IsOneOf(type, symbols.IdentityProtectedPersonalData);

    private static bool IsOneOf(INamedTypeSymbol type, INamedTypeSymbol? annotation) => annotation is not null && type.IsOrDerivesFrom(annotation);

    private static bool Names(TypedConstant value, string member)
        => value.Type is { TypeKind: TypeKind.Enum } type
            && type.GetMembers(member).FirstOrDefault() is IFieldSymbol { HasConstantValue: true } field
            && Equals(field.ConstantValue, value.Value);
}
