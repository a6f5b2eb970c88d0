namespace Gdpr.Toolkit.Erasure;

/// <summary>Why an erasure was not verified as far as it was asked for.</summary>
public enum VerificationShortfall
{
    /// <summary>None of the erased values was one to search for. Says nothing against the erasure: the certificate can be complete.</summary>
    NothingToSearchFor = 1,

    /// <summary>
    /// An earlier attempt that did not come through has erased values. They were held in memory only, and cannot be searched for any more: what was searched for
    /// then says its certificate, if it came as far as that.
    /// </summary>
    EarlierAttempt = 2,

    /// <summary>The connection could not read some tables or columns, see <see cref="ErasureVerification.NotSearched"/>.</summary>
    NotReadable = 3,

    /// <summary>The search was cancelled.</summary>
    Cancelled = 4,

    /// <summary>The database could not be searched at all; the log says why.</summary>
    Failed = 5,

    /// <summary>The person had more than 100,000 different values to search for. The first were, see <see cref="ErasureVerification.NotSearchedFor"/> for the others.</summary>
    TooManyValues = 6,
}
