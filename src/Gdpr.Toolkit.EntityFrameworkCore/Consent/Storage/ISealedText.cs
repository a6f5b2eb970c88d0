namespace Gdpr.Toolkit.Consent;

/// <summary>A row with free text, which is personal data: sealed under the person's key, and cleared by an erasure.</summary>
internal interface ISealedText
{
    byte[]? SealedText { get; set; }
}
