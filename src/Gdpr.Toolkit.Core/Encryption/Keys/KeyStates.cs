namespace Gdpr.Toolkit.Encryption;

/// <summary>What the states of a key have in common.</summary>
internal static class KeyStates
{
    /// <summary>Whether a key is destroyed, or on its way there: nobody may open it, and it never comes back.</summary>
    public static bool IsEnding(this KeyState state) => state is KeyState.ShredRequested or KeyState.Shredded;
}
