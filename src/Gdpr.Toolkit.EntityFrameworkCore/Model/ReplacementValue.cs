using System.ComponentModel;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What is written in place of an erased value.</summary>
internal static class ReplacementValue
{
    /// <summary>Whether there is something to write without a declared replacement.</summary>
    public static bool HasDefault(IReadOnlyProperty property)
        => property.IsNullable || property.ClrType == typeof(string) || Empty(property) is not null;

    /// <summary>Whether there is something to write, declared or not.</summary>
    public static bool HasDefault(IReadOnlyProperty property, PersonalDataMark mark) => mark.Replacement is not null || HasDefault(property);

    /// <summary>Returns the value to write: null, the declared replacement, or the empty value.</summary>
    public static object? For(IReadOnlyProperty property, PersonalDataMark mark)
    {
        if (mark.Replacement is { } text && TryParse(property.ClrType, text, out var declared))
        {
            return declared;
        }

        if (property.IsNullable)
        {
            return null;
        }

        return property.ClrType == typeof(string) ? ""
            : Empty(property) ?? throw new NotSupportedException(
                $"'{property.DeclaringType.DisplayName()}.{property.Name}' has no empty value. Make it nullable, or declare Replacement = \"…\".");
    }

    /// <summary>Makes an empty array or primitive collection; null where the type has no elements, or none can be made.</summary>
    private static object? Empty(IReadOnlyProperty property) => property switch
    {
        { ClrType.IsArray: true } => Array.CreateInstance(property.ClrType.GetElementType()!, 0),
        { ClrType.IsAbstract: false } when property.GetElementType() is not null && property.ClrType.GetConstructor([]) is { } constructor => constructor.Invoke([]),
        _ => null,
    };

    public static bool TryParse(Type type, string text, out object? value)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        var converter = TypeDescriptor.GetConverter(target);
        value = target == typeof(string) ? text
            : converter.CanConvertFrom(typeof(string)) && converter.IsValid(text) ? converter.ConvertFromInvariantString(text)
            : null;
        return value is not null;
    }
}
