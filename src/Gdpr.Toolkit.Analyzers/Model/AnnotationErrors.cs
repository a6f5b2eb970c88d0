using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Finds annotations that cannot be read and those that contradict each other.</summary>
internal static class AnnotationErrors
{
    private const int FirstComputedAnchor = 100;

    public static IEnumerable<(AttributeData Attribute, string What)> Find(ISymbol member, CompilationModel model)
    {
        var symbols = model.Symbols;
        var type = (member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type;
        if (type is null)
            yield break;

        if (PersonalDataMark.Of(member, symbols) is { } mark)
        {
            foreach (var what in Retention(mark, member, model))
                yield return (mark.Attribute, what);
        }

        if (member.FindAttribute(symbols.NotPersonalData) is { } not)
        {
            if (member.FindAttribute(symbols.PersonalData) is not null)
                yield return (not, "is marked as personal data and as not: remove one of the marks");
            if (member.FindAttribute(symbols.Encrypted) is not null)
                yield return (not, "is [Encrypted] and marked as not personal data: only personal data has a person's key, remove one of the marks");
        }

        if (member.FindAttribute(symbols.Encrypted) is { } encrypted)
        {
            foreach (var what in Encryption(encrypted, type))
                yield return (encrypted, what);
        }

        foreach (var attribute in member.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, symbols.AnchorsRetention) && Anchor(attribute, type) is { } what)
                yield return (attribute, what);
        }
    }

    private static IEnumerable<string> Retention(PersonalDataMark mark, ISymbol member, CompilationModel model)
    {
        var period = mark.Text("Retention");
        var from = mark.Text("RetentionFrom");
        if (period is not null && !IsoPeriod.IsValid(period))
            yield return $"has the retention '{period}', which is no ISO 8601 period of years, months, weeks and days such as P12M";
        if ((period is null) != (from is null))
            yield return "needs both Retention and RetentionFrom, or neither";
        if (from is not null && !HasMember(member.ContainingType, from) && !model.Entities.Fluent.NamesInText.Contains(from))
            yield return $"is retained from '{from}', which is no property of '{member.ContainingType.Name}'; use nameof";
    }

    private static IEnumerable<string> Encryption(AttributeData encrypted, ITypeSymbol type)
    {
        if (IsTrue(encrypted, "Unique") && !IsTrue(encrypted, "Searchable"))
            yield return "is [Encrypted(Unique = true)] without a blind index; add Searchable = true";
        if (encrypted.Named("Normalizer") is { Value: int and not 0 } && type.SpecialType != SpecialType.System_String && type.TypeKind != TypeKind.Error && EncryptionObstacles.IsScalar(type))
            yield return "has a normalizer but is not text; remove the normalizer";
        if (encrypted.Named("PadTo") is { Value: int size } && size is not (0 or 16 or 32 or 64))
            yield return $"is padded to {size} bytes; use 16, 32 or 64, or 0 for none";
    }

    private static string? Anchor(AttributeData attribute, ITypeSymbol type)
    {
        if (attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is int and >= FirstComputedAnchor)
            return "cannot be a calendar anchor, which is computed; anchor FiscalYearEnd or InvoiceDate instead";

        var date = type.WithoutNullable();
        return date.TypeKind == TypeKind.Error
            || date is { Name: "DateOnly" or "DateTime" or "DateTimeOffset", ContainingNamespace.Name: "System" }
            ? null
            : $"anchors retention but is a '{date.Name}'; use DateOnly, DateTime or DateTimeOffset";
    }

    private static bool IsTrue(AttributeData attribute, string argument) => attribute.Named(argument) is { Value: true };

    private static bool HasMember(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.TypeKind == TypeKind.Error)
                return true;
            foreach (var member in current.GetMembers(name))
            {
                if (member is IPropertySymbol or IFieldSymbol)
                    return true;
            }
        }

        return false;
    }
}
