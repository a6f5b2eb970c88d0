namespace Gdpr.Toolkit.Encryption;

/// <summary>The life of a key row. Numbers are stored.</summary>
internal enum KeyState
{
    /// <summary>Minted before the data subject's id was known; not bound yet.</summary>
    Provisional = 1,

    /// <summary>Seals and opens.</summary>
    Active = 2,

    /// <summary>Replaced by a newer version; opens what it sealed.</summary>
    DecryptOnly = 3,

    /// <summary>An erasure has begun: nobody may open the key any more. Only leads to <see cref="Shredded"/>.</summary>
    ShredRequested = 4,

    /// <summary>A tombstone: the wrapped key is gone, the row stays. Final.</summary>
    Shredded = 5,
}
