using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>A text that is personal data, and where it is from.</summary>
/// <param name="Place">The place, as <c>entity.property</c>.</param>
/// <param name="Value">The text.</param>
internal sealed record MarkedText(string Place, string Value)
{
    /// <summary>Gets the texts that a row holds, those in collections one by one.</summary>
    public static IEnumerable<MarkedText> Of(StoredRow row)
        => from property in row.Mapped.Personal
           from value in row.Values(property)
           from text in Texts(property, value)
           select new MarkedText($"{property.Entity}.{property.Path}", text);

    /// <summary>Gets the texts of a value: itself, what it is converted to, or those that it consists of.</summary>
    public static IEnumerable<string> Texts(MappedProperty property, object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable<string?> texts => texts.OfType<string>(),
        _ when property.Property.OwnConverter() is { } own && own.ProviderClrType == typeof(string) => own.ConvertToProvider(value) is string text ? [text] : [],
        _ => [],
    };
}
