using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>A key store whose connection breaks at one of the writes: before it was written, or after it and before anybody is told.</summary>
internal sealed class FaultyKeyStore(IKeyStore inner) : IKeyStore
{
    public bool IsInApplicationDatabase => inner.IsInApplicationDatabase;

    /// <summary>Gets or sets how many writes go well before one fails; negative for never.</summary>
    public int WritesLeft { get; set; } = -1;

    /// <summary>Gets or sets how many look-ups of keys by their ids go well before one fails; negative for never.</summary>
    public int LookUpsLeft { get; set; } = -1;

    public bool FailsAfterWriting { get; set; }

    /// <summary>Gets or sets what happens before each write.</summary>
    public Func<KeyStoreChanges, Task>? BeforeWriting { get; set; }

    public TimeSpan LongestUse(TimeSpan leaseDuration) => inner.LongestUse(leaseDuration);

    public object IdentityFor(DbContext context) => inner.IdentityFor(context);

    public IKeyStoreSession Open(DbContext context) => new Session(this, inner.Open(context));

    public IKeyStoreSession OpenForLookUp(DbContext context) => inner.OpenForLookUp(context);

    private sealed class Session(FaultyKeyStore store, IKeyStoreSession inner) : ForwardingKeyStoreSession(inner)
    {
        public override ValueTask<IReadOnlyList<KeyRow>> FindAsync(IReadOnlyCollection<KeyId> kids, bool async, CancellationToken cancellationToken)
            => store.LookUpsLeft-- == 0 ? throw new IOException("The connection broke.") : base.FindAsync(kids, async, cancellationToken);

        public override async ValueTask<bool> TryApplyAsync(KeyStoreChanges changes, bool async, CancellationToken cancellationToken)
        {
            if (store.BeforeWriting is { } before)
            {
                store.BeforeWriting = null;
                await before(changes);
            }

            var fails = store.WritesLeft-- == 0;
            if (fails && !store.FailsAfterWriting)
            {
                throw new IOException("The connection broke.");
            }

            var applied = await base.TryApplyAsync(changes, async, cancellationToken);
            return fails ? throw new IOException("The connection broke.") : applied;
        }
    }
}
