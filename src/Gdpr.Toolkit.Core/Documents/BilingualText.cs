using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Documents;

/// <summary>Reads texts in both languages at once, for documents that hold both.</summary>
internal static class BilingualText
{
    private static readonly DocumentTexts Swedish = DocumentTexts.In(DocumentLanguage.Swedish);
    private static readonly DocumentTexts English = DocumentTexts.In(DocumentLanguage.English);

    public static PurposeText Of(string name) => new(Swedish[name], English[name]);

    public static PurposeText Of<TEnum>(TEnum member)
        where TEnum : struct, Enum
        => new(Swedish.Of(member), English.Of(member));

    public static PurposeText Format(string name, params object?[] parts) => new(Swedish.Format(name, parts), English.Format(name, parts));

    public static PurposeText Same(string text) => new(text, text);

    /// <summary>Makes a text of others, the same way in each language.</summary>
    public static PurposeText Join(Func<DocumentLanguage, string> join) => new(join(DocumentLanguage.Swedish), join(DocumentLanguage.English));
}
