using System.Collections.Frozen;
using System.Globalization;

namespace Gdpr.Toolkit.Documents;

/// <summary>What generated documents say, in one language. Immutable and thread-safe.</summary>
internal sealed class DocumentTexts
{
    private const string Separator = " = ";

    private static readonly Lazy<DocumentTexts> English = new(() => new("en"));
    private static readonly Lazy<DocumentTexts> Swedish = new(() => new("sv"));

    private readonly FrozenDictionary<string, string> _texts;

    private DocumentTexts(string language)
    {
        using var stream = typeof(DocumentTexts).Assembly.GetManifestResourceStream($"Texts/{language}.txt")!;
        using var reader = new StreamReader(stream);
        _texts = reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(Separator, 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    /// <summary>Gets the names of all texts.</summary>
    public IEnumerable<string> Names => _texts.Keys;

    public static DocumentTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.English => English.Value,
        DocumentLanguage.Swedish => Swedish.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "There is no such language. Pass a member of DocumentLanguage."),
    };

    public string this[string name] => _texts[name];

    public string Of<TEnum>(TEnum member)
        where TEnum : struct, Enum
        => _texts[$"{typeof(TEnum).Name}.{member}"];

    public string Format(string name, params ReadOnlySpan<object?> parts) => string.Format(CultureInfo.InvariantCulture, _texts[name], parts);
}
