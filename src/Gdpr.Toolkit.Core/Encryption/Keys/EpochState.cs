namespace Gdpr.Toolkit.Encryption;

/// <summary>The life of a key epoch. Numbers are stored and signed.</summary>
internal enum EpochState
{
    /// <summary>New keys are wrapped under it. Exactly one epoch, the highest, is active.</summary>
    Active = 1,

    /// <summary>Opens the rows that are still wrapped under it.</summary>
    Retired = 2,

    /// <summary>Its key is gone; the row stays as a link of the chain.</summary>
    Destroyed = 3,
}
