using Gdpr.Toolkit.Analyzers.Naming;
using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Tells columns from references to other entities.</summary>
internal static class ValueObjects
{
    /// <summary>
    /// Tells whether a type of the model holds several values, so that its own properties are judged
    /// and not the property that leads to it.
    /// </summary>
    public static bool IsComposite(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } || !type.IsInSource())
            return false;

        var values = 0;
        for (var current = type; current is not null && current.IsInSource(); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, IsImplicitlyDeclared: false } property && property.Name != "EqualityContract")
                    values++;
            }
        }

        return values > 1;
    }

    /// <summary>Returns the kind of value of a type, or none where it leads to other entities.</summary>
    public static ValueKinds KindOf(ITypeSymbol type)
    {
        type = type.WithoutNullable();
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
            case SpecialType.System_Char:
                return ValueKinds.Text;
            case SpecialType.System_Boolean:
                return ValueKinds.Bool;
            case SpecialType.System_DateTime:
                return ValueKinds.Date;
            case >= SpecialType.System_SByte and <= SpecialType.System_Double:
                return ValueKinds.Number;
            case SpecialType.System_Object:
                return ValueKinds.None;
        }

        if (type.TypeKind == TypeKind.Enum)
            return ValueKinds.Enum;
        if (type.ElementType() is { } element)
            return KindOfElements(element);

        return type switch
        {
            { Name: "DateOnly" or "DateTimeOffset", ContainingNamespace.Name: "System" } => ValueKinds.Date,
            { Name: "LocalDate" or "Instant", ContainingNamespace.Name: "NodaTime" } => ValueKinds.Date,
            { Name: "Guid", ContainingNamespace.Name: "System" } => ValueKinds.Guid,
            { Name: "Uri", ContainingNamespace.Name: "System" } => ValueKinds.Text,
            { Name: "TimeSpan" or "TimeOnly" or "Version", ContainingNamespace.Name: "System" } => ValueKinds.None,
            _ => IsComposite(type) ? ValueKinds.None : ValueKinds.Object,
        };
    }

    // Lists of values are columns (primitive collections); lists of entities are not.
    private static ValueKinds KindOfElements(ITypeSymbol element) => element.SpecialType switch
    {
        SpecialType.System_Byte => ValueKinds.Binary,
        SpecialType.System_String => ValueKinds.Text,
        _ => ValueKinds.None,
    };
}
