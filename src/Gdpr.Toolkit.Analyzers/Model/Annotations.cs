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
    {
        if (type.FindAttribute(symbols.DataSubject) is not { } attribute)
            return false;
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == RestArgument)
                return Names(argument.Value, RestNotPersonalData);
        }

        return false;
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
