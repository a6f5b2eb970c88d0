using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>A session of a key store that a test changes in one place.</summary>
internal abstract class ForwardingKeyStoreSession(IKeyStoreSession inner) : IKeyStoreSession
{
    public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken) => inner.EpochsAsync(async, cancellationToken);

    public ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken) => inner.RootsAsync(async, cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
        => inner.FindAsync(subjectReferences, async, cancellationToken);

    public virtual ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
        => inner.FindAsync(kids, async, cancellationToken);

    public ValueTask<IReadOnlyList<int>> ChangedAsync(
        string group, IReadOnlyList<KnownKey> known, bool async, CancellationToken cancellationToken)
        => inner.ChangedAsync(group, known, async, cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken)
        => inner.AroundAsync(kid, reach, async, cancellationToken);

    public ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken)
        => inner.PageAsync(afterPosition, count, async, cancellationToken);

    public ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken)
        => inner.CountByEpochAsync(async, cancellationToken);

    public ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken)
        => inner.RevocationsAsync(async, cancellationToken);

    public virtual ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        => inner.TryApplyAsync(changes, async, cancellationToken);

    public void Dispose() => inner.Dispose();
}
