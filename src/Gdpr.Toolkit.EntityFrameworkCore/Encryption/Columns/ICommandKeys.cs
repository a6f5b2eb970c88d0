namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys that the values of one command are sealed under.</summary>
internal interface ICommandKeys
{
    /// <summary>Finds the key of the command's person in a key group; null where there is none.</summary>
    SubjectKey? FindKey(string group);
}
