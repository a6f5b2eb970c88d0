namespace Gdpr.Toolkit.Erasure;

/// <summary>What became of a person in a replay.</summary>
public enum ErasureReplayOutcome
{
    /// <summary>The person was in the database again, and is erased again.</summary>
    Erased = 1,

    /// <summary>The database does not hold the person.</summary>
    NotPresent = 2,

    /// <summary>Somebody else has the person's identity now, with keys of their own. Nothing of theirs was touched.</summary>
    IdentityReused = 3,

    /// <summary>Somebody with this identity is there and has no key, so that nothing tells whether it is the erased person. Nothing was done:
    /// see <see cref="ErasureReplayOptions.PeopleWithoutKeys"/>.</summary>
    Undecided = 4,

    /// <summary>Somebody with this identity and without a key was left as they are, as the options say.</summary>
    Kept = 5,

    /// <summary>The person could not be erased; the log says why (event 1221). The next replay tries again.</summary>
    Failed = 6,

    /// <summary>Keys of groups that had been destroyed on their own were in the database again, and are destroyed again. The person stays.</summary>
    KeyGroupDestroyed = 7,
}
