namespace Gdpr.Toolkit.Encryption;

/// <summary>What a root key is for. Numbers are stored.</summary>
internal enum RootKind
{
    /// <summary>Gives subject references.</summary>
    Subject = 1,

    /// <summary>Gives blind index keys.</summary>
    Index = 2,

    /// <summary>Gives the suppression list's references.</summary>
    Suppression = 3,
}
