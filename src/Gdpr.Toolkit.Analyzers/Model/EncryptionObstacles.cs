using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Tells what keeps a property from being encrypted, as far as the classes say.</summary>
internal static class EncryptionObstacles
{
    /// <summary>Returns what the property is that cannot be encrypted and what to do, or null.</summary>
    public static (string What, string Instead)? Find(IPropertySymbol property, CompilationModel model)
    {
        if (IsKey(property, model))
            return ("a key", "keep keys free of personal data");
        if (IsForeignKey(property, model))
            return ("a foreign key", "keep keys free of personal data");
        if (property.FindAttribute(model.Symbols.ConcurrencyCheck) is not null || property.FindAttribute(model.Symbols.Timestamp) is not null)
            return ("a concurrency token", "use a row version instead");
        return Target(property.Type, model) is { } target ? ($"a relationship to '{target.Name}'", "encrypt the properties of that class") : null;
    }

    /// <summary>Whether values of a type are encrypted as they are, without a converter of the application.</summary>
    public static bool IsScalar(ITypeSymbol type)
    {
        type = type.WithoutNullable();
        if (type.TypeKind is TypeKind.Enum or TypeKind.Error or TypeKind.TypeParameter)
            return true;
        if (type is IArrayTypeSymbol array)
            return array.ElementType.SpecialType == SpecialType.System_Byte && array.Rank == 1;
        if (type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String) or SpecialType.System_DateTime)
            return true;

        return type switch
        {
            { Name: "Int128" or "UInt128" or "Half" or "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Uri", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
            { Name: "IPAddress", ContainingNamespace: { Name: "Net", ContainingNamespace.Name: "System" } } => true,
            { Name: "PhysicalAddress", ContainingNamespace.Name: "NetworkInformation" } => true,
            _ => false,
        };
    }

    // A class without a key can be a value, which a converter that nobody sees from here turns into a scalar.
    private static INamedTypeSymbol? Target(ITypeSymbol type, CompilationModel model)
        => !IsScalar(type) && (type.ElementType() ?? type) is INamedTypeSymbol { TypeKind: TypeKind.Class } target && model.Entities.Contains(target) && HasKey(target, model)
            ? target
            : null;

    private static bool HasKey(INamedTypeSymbol type, CompilationModel model)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol property && IsKey(property, model))
                return true;
        }

        return false;
    }

    private static bool IsKey(IPropertySymbol property, CompilationModel model)
    {
        var symbols = model.Symbols;
        if (property.FindAttribute(symbols.Key) is not null)
            return true;

        var type = property.ContainingType;
        if (type.FindAttribute(symbols.PrimaryKey) is { } key)
            return Names(key, property.Name);
        if (!IsKeyByName(property.Name, type.Name) || !model.Entities.Contains(type) || model.Entities.Fluent.Keyed.Contains(type.OriginalDefinition))
            return false;

        return type.FindAttribute(symbols.Keyless) is null && type.FindAttribute(symbols.OwnedAttribute) is null && !HasOtherKey(property, symbols);
    }

    private static bool IsKeyByName(string name, string type)
        => string.Equals(name, "Id", StringComparison.OrdinalIgnoreCase) || string.Equals(name, type + "Id", StringComparison.OrdinalIgnoreCase);

    // [Key] on another property, or Id beside CustomerId.
    private static bool HasOtherKey(IPropertySymbol property, KnownSymbols symbols)
    {
        var isId = string.Equals(property.Name, "Id", StringComparison.OrdinalIgnoreCase);
        for (var current = property.ContainingType; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not IPropertySymbol other || SymbolEqualityComparer.Default.Equals(other, property))
                    continue;
                if (other.FindAttribute(symbols.Key) is not null)
                    return true;
                if (!isId && string.Equals(other.Name, "Id", StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }

    private static bool IsForeignKey(IPropertySymbol property, CompilationModel model)
    {
        var symbols = model.Symbols;
        if (property.FindAttribute(symbols.ForeignKey) is not null)
            return true;

        foreach (var member in property.ContainingType.GetMembers())
        {
            if (member is not IPropertySymbol navigation || SymbolEqualityComparer.Default.Equals(navigation, property))
                continue;
            if (navigation.FindAttribute(symbols.ForeignKey) is { } key && Names(key, property.Name))
                return true;
            if (LeadsBy(property, navigation, model))
                return true;
        }

        return false;
    }

    // By convention CustomerId is the key of the Customer that the property Customer leads to, where the types agree.
    private static bool LeadsBy(IPropertySymbol property, IPropertySymbol navigation, CompilationModel model)
    {
        if (!string.Equals(property.Name, navigation.Name + "Id", StringComparison.OrdinalIgnoreCase)
            || navigation.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class } target
            || !model.Entities.Contains(target))
        {
            return false;
        }

        for (var current = target; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol key && string.Equals(key.Name, "Id", StringComparison.OrdinalIgnoreCase))
                    return SymbolEqualityComparer.Default.Equals(key.Type.WithoutNullable(), property.Type.WithoutNullable());
            }
        }

        return false;
    }

    private static bool Names(AttributeData attribute, string property)
    {
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
            {
                foreach (var name in argument.Values)
                {
                    if (name.Value as string == property)
                        return true;
                }
            }
            else if (argument.Value is string names && names.Split(',').Any(name => name.Trim() == property))
            {
                return true;
            }
        }

        return false;
    }
}
