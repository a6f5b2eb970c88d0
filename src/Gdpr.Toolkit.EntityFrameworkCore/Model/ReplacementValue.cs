using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

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
        if (mark.Replacement is { } text && TryParse(property.ClrType, property.OwnConverter(), text, out var declared))
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

    /// <summary>Makes an empty array or collection; null where the type has no elements, or none can be made.</summary>
    private static object? Empty(IReadOnlyProperty property) => property switch
    {
        { ClrType.IsArray: true } => Array.CreateInstance(property.ClrType.GetElementType()!, 0),
        { ClrType.IsAbstract: false } when typeof(ICollection).IsAssignableFrom(property.ClrType) && property.ClrType.GetConstructor([]) is { } constructor => constructor.Invoke([]),
        _ => null,
    };

    /// <summary>Reads a declared replacement in the type of the property, or as what the application's converter makes such values of.</summary>
    public static bool TryParse(Type type, ValueConverter? own, string text, out object? value)
    {
        value = Parse(type, text) ?? (own is not null && Parse(own.ProviderClrType, text) is { } stored ? Convert(own, stored) : null);
        return value is not null;
    }

    private static object? Parse(Type type, string text)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        var converter = TypeDescriptor.GetConverter(target);
        return target == typeof(string) ? text
            : converter.CanConvertFrom(typeof(string)) && converter.IsValid(text) ? converter.ConvertFromInvariantString(text)
            : null;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The application's own converter refuses the text in whatever way it likes.")]
    private static object? Convert(ValueConverter own, object stored)
    {
        try
        {
            return own.ConvertFromProvider(stored);
        }
        catch (Exception)
        {
            return null;
        }
    }
}
