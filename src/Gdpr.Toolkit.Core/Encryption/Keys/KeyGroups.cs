namespace Gdpr.Toolkit.Encryption;

/// <summary>The names of key groups: those that the library itself uses, and which an application may give.</summary>
internal static class KeyGroups
{
    /// <summary>The key that a person's values are sealed under unless they are of another group. Who has any key has this one.</summary>
    public const string Main = "";

    /// <summary>What the groups begin with that erasures seal under what they retain.</summary>
    public const string ErasurePrefix = "erasure-";

    public const int MaxLength = 64;

    /// <summary>Whether an application may give a group this name.</summary>
    public static bool IsValid(string group)
        => group.Length is > 0 and <= MaxLength
            && group.Trim().Length == group.Length
            && !group.StartsWith(ErasurePrefix, StringComparison.OrdinalIgnoreCase);
}
