namespace Gdpr.Toolkit.Erasure;

/// <summary>What a replay does about people who have no encrypted values, so that their identity is all there is to know them by.</summary>
public enum PeopleWithoutKeys
{
    /// <summary>Nothing, and says so. Somebody has to decide.</summary>
    Undecided = 0,

    /// <summary>Erases them. Right where nobody was added since the restore.</summary>
    Erase = 1,

    /// <summary>Leaves them as they are: they are others, with identities that were used again.</summary>
    Keep = 2,
}
