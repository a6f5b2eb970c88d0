namespace Gdpr.Toolkit.Encryption;

/// <summary>The names of key groups that the library itself uses.</summary>
internal static class KeyGroups
{
    /// <summary>The key that a person's values are sealed under unless they are of another group.</summary>
    public const string Main = "";
}
