namespace Gdpr.Toolkit.Encryption;

/// <summary>Keeps the work on a store out of the application's ambient transaction, which would become a distributed one.</summary>
internal sealed class ApartKeyStoreSession(IKeyStoreSession inner) : IKeyStoreSession
{
    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.EpochsAsync(async, cancellationToken));

    public ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.RootsAsync(async, cancellationToken));

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(
        IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.FindAsync(subjectReferences, async, cancellationToken));

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.FindAsync(kids, async, cancellationToken));

    public ValueTask<IReadOnlyList<int>> ChangedAsync(
        string group, IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.ChangedAsync(group, known, async, cancellationToken));

    public ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.AroundAsync(kid, reach, async, cancellationToken));

    public ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.PageAsync(afterPosition, count, async, cancellationToken));

    public ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.CountByEpochAsync(async, cancellationToken));

    public ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.RevocationsAsync(async, cancellationToken));

    public ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        => ApartAsync(() => inner.TryApplyAsync(changes, async, cancellationToken));

    public void Dispose() => inner.Dispose();

    private static async ValueTask<T> ApartAsync<T>(Func<ValueTask<T>> work)
    {
        using var scope = AmbientTransaction.Suppress();
        return await work().ConfigureAwait(false);
    }
}
