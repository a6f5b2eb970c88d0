using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>What one <c>[PersonalData(…)]</c> says.</summary>
internal readonly struct PersonalDataMark
{
    private const int FirstSpecial = 200;
    private const int FirstCriminal = 300;

    private PersonalDataMark(AttributeData attribute, TypedConstant category)
    {
        Attribute = attribute;
        CategoryNumber = category.Value is int number ? number : 0;
    }

    public AttributeData Attribute { get; }

    /// <summary>Gets the name of the category, which is looked up for messages only.</summary>
    public string Category => NameOf(Attribute.ConstructorArguments[0].Type!, Attribute.ConstructorArguments[0].Value);

    /// <summary>Gets whether the category is special (GDPR Art. 9).</summary>
    public bool IsSpecial => IsSpecialNumber(CategoryNumber);

    /// <summary>Gets whether the category is about convictions or offences (GDPR Art. 10).</summary>
    public bool IsCriminal => IsCriminalNumber(CategoryNumber);

    /// <summary>Gets the names of the purposes.</summary>
    public IEnumerable<string> Purposes
    {
        get
        {
            if (Attribute.ConstructorArguments.Length < 2 || Attribute.ConstructorArguments[1] is not { Kind: TypedConstantKind.Array, IsNull: false } purposes)
                yield break;
            foreach (var purpose in purposes.Values)
            {
                if (purpose.Value is string name && !string.IsNullOrWhiteSpace(name))
                    yield return name;
            }
        }
    }

    private int CategoryNumber { get; }

    /// <summary>Reads the mark that stands on a member itself, not on one it overrides; none where the code does not compile.</summary>
    public static PersonalDataMark? Of(ISymbol member, KnownSymbols symbols)
        => member.FindAttribute(symbols.PersonalData) is { ConstructorArguments: { Length: > 0 } arguments, ApplicationSyntaxReference: not null } attribute
            && arguments[0] is { Kind: TypedConstantKind.Enum } category
            ? new PersonalDataMark(attribute, category)
            : null;

    /// <summary>Returns the text of a named argument, or null.</summary>
    public string? Text(string argument) => Attribute.Named(argument)?.Value as string;

    /// <summary>Tells whether a named argument of an enumeration says anything.</summary>
    public bool Declares(string argument) => Attribute.Named(argument) is { Value: int and not 0 };

    /// <summary>Returns the name of a category that is an argument of a call.</summary>
    public static string NameOf(IOperation? category)
        => category is { Type: { } type, ConstantValue: { HasValue: true, Value: { } value } } ? NameOf(type, value) : category?.Syntax.ToString() ?? "";

    /// <summary>Tells whether a category, as a number, is special (GDPR Art. 9).</summary>
    public static bool IsSpecialNumber(int category) => category is >= FirstSpecial and < FirstCriminal;

    /// <summary>Tells whether a category, as a number, is about convictions or offences (GDPR Art. 10).</summary>
    public static bool IsCriminalNumber(int category) => category >= FirstCriminal;

    private static string NameOf(ITypeSymbol type, object? value)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, value))
                return field.Name;
        }

        return value?.ToString() ?? "";
    }
}
