namespace Gdpr.Toolkit;

/// <summary>The language of a document that is generated for people.</summary>
public enum DocumentLanguage
{
    /// <summary>English.</summary>
    English = 1,

    /// <summary>Swedish.</summary>
    Swedish = 2,
}
