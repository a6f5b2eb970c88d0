namespace Gdpr.Toolkit.Encryption;

/// <summary>A person, known by id, for whom a save seals values.</summary>
internal sealed class PersonToSeal(KeySubject subject, byte[] reference, SubjectKey? remembered)
{
    public KeySubject Subject => subject;

    public byte[] Reference => reference;

    /// <summary>Gets the person's main key as it is in memory, which may not be the one in force any more; null where there is none.</summary>
    public SubjectKey? Remembered => remembered;

    /// <summary>Gets the key groups of the values that are written.</summary>
    public IReadOnlyList<string> Groups { get; private set; } = [];

    /// <summary>Gets or sets whether the remembered key is the one in force, so that its row need not be read.</summary>
    public bool IsUnchanged { get; set; }

    /// <summary>Gets whether key rows of the person have to be read.</summary>
    public bool NeedsRows => !IsUnchanged || Groups is not [KeyGroups.Main];

    public void Need(IReadOnlyList<string> groups)
    {
        if (!ReferenceEquals(groups, Groups))
        {
            Groups = Groups.Count == 0 ? groups : [.. Groups.Union(groups)];
        }
    }
}
