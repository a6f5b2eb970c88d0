namespace Gdpr.Toolkit.Purposes;

/// <summary>A text that people read, in both languages.</summary>
internal sealed record PurposeText(string Swedish, string English)
{
    public string In(DocumentLanguage language) => language == DocumentLanguage.Swedish ? Swedish : English;
}
