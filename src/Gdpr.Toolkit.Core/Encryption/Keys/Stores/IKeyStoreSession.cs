namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and writes the rows of one key store. Every implementation passes the shared test-suite. Not thread-safe.</summary>
/// <remarks>
/// Rows that are read belong to the caller: changing one changes nothing in the store before it is applied. With
/// <c>async: false</c> the returned task is completed, so that keys can be found while EF materialises a row.
/// </remarks>
internal interface IKeyStoreSession : IDisposable
{
    /// <summary>Reads all epochs; none while the store holds nothing.</summary>
    ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Reads all roots.</summary>
    ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Finds every key of people, in every group and version, tombstones included.</summary>
    ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken);

    /// <summary>Finds keys by their ids; what is not there is left out.</summary>
    ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken);

    /// <summary>Finds out which keys are no longer the newest of their people in a group, or not as they are known.</summary>
    /// <param name="group">The group of all of them.</param>
    /// <param name="known">The keys.</param>
    /// <param name="async">Whether the returned task may be completed later.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>Their places in the list, at least once each. What is known of all others is in the store now.</returns>
    ValueTask<IReadOnlyList<int>> ChangedAsync(string group, IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken);

    /// <summary>Finds a key and those that lie around it, in order of their positions; none when there is no such key.</summary>
    ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken);

    /// <summary>Reads keys in order of their positions, from the first one after a position.</summary>
    ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken);

    /// <summary>Counts keys and roots by the epoch that they are wrapped under, or were when they were destroyed.</summary>
    ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Reads the keys whose destruction has begun and is not known to have reached every process.</summary>
    ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Applies all changes, or none of them.</summary>
    /// <returns>
    /// <see langword="false"/> when somebody else was first: a new row is there already, or a changed one is no longer as it was read.
    /// Every other failure is thrown.
    /// </returns>
    ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken);
}
