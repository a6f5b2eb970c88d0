namespace Gdpr.Toolkit.Encryption;

/// <summary>How an envelope is stored.</summary>
internal enum ValuePlacement
{
    /// <summary>The raw bytes, in a binary column.</summary>
    Binary,

    /// <summary><c>gt1.</c> and base64url, inside a text place such as a JSON document.</summary>
    Text,
}
