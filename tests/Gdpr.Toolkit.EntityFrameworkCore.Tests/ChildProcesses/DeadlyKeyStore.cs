using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Makes the moments before and after everything that is written to a key store deadly steps.</summary>
internal sealed class DeadlyKeyStore(IKeyStore inner, DeadlySteps steps) : IKeyStore
{
    public bool IsInApplicationDatabase => inner.IsInApplicationDatabase;

    public TimeSpan LongestUse(TimeSpan leaseDuration) => inner.LongestUse(leaseDuration);

    public object IdentityFor(DbContext context) => inner.IdentityFor(context);

    public IKeyStoreSession Open(DbContext context) => new Session(inner.Open(context), steps);

    public IKeyStoreSession OpenForLookUp(DbContext context) => inner.OpenForLookUp(context);

    private sealed class Session(IKeyStoreSession inner, DeadlySteps steps) : IKeyStoreSession
    {
        public ValueTask<IReadOnlyList<EpochRow>> EpochsAsync(bool async, CancellationToken cancellationToken) => inner.EpochsAsync(async, cancellationToken);

        public ValueTask<IReadOnlyList<RootRow>> RootsAsync(bool async, CancellationToken cancellationToken) => inner.RootsAsync(async, cancellationToken);

        public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
            => inner.FindAsync(subjectReferences, async, cancellationToken);

        public ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
            => inner.FindAsync(kids, async, cancellationToken);

        public ValueTask<IReadOnlyList<KeyRow>> AroundAsync(KeyId kid, KeyReach reach, bool async, CancellationToken cancellationToken)
            => inner.AroundAsync(kid, reach, async, cancellationToken);

        public ValueTask<IReadOnlyList<KeyRow>> PageAsync(long afterPosition, int count, bool async, CancellationToken cancellationToken)
            => inner.PageAsync(afterPosition, count, async, cancellationToken);

        public ValueTask<IReadOnlyDictionary<int, long>> CountByEpochAsync(bool async, CancellationToken cancellationToken)
            => inner.CountByEpochAsync(async, cancellationToken);

        public ValueTask<IReadOnlyList<RevocationRow>> RevocationsAsync(bool async, CancellationToken cancellationToken)
            => inner.RevocationsAsync(async, cancellationToken);

        public async ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        {
            steps.Step();
            var applied = await inner.TryApplyAsync(changes, async, cancellationToken);
            steps.Step();
            return applied;
        }

        public void Dispose() => inner.Dispose();
    }
}
