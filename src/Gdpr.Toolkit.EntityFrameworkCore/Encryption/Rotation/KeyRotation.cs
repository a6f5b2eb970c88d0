using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class KeyRotation : IKeyRotation
{
    public Task<int> RewrapEpochsAsync(DbContext context, CancellationToken cancellationToken = default)
        => WithEpochsAsync(context, epochs => epochs.RewrapEpochsAsync(cancellationToken));

    public Task<RealmRotation?> RotateRealmAsync(DbContext context, CancellationToken cancellationToken = default)
        => WithEpochsAsync(context, epochs => epochs.RunAsync(begin: true, cancellationToken));

    public Task<IndexRotation?> RotateIndexAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        RequireNoTransaction(context);
        return WithStoreAsync(context, (runtime, store) => new IndexRotator(context, runtime, store).RunAsync(begin: true, cancellationToken));
    }

    public async Task<SubjectKeyRotation> RotateSubjectKeysAsync(
        DbContext context, DateTimeOffset madeBefore, CancellationToken cancellationToken = default)
    {
        RequireNoTransaction(context);
        return await new SubjectKeyRenewal(context, RuntimeOf(context)).RunAsync(madeBefore, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ReplacedKeyDestruction> DestroyReplacedKeysAsync(
        IReadOnlyCollection<DbContext> contexts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentOutOfRangeException.ThrowIfZero(contexts.Count, nameof(contexts));
        var all = contexts.ToList();
        all.ForEach(RequireNoTransaction);
        var runtime = RuntimeOf(all[0]);
        var store = runtime.KeyStore.IdentityFor(all[0]);
        if (all.Exists(context => RuntimeOf(context) != runtime || !Equals(runtime.KeyStore.IdentityFor(context), store)))
        {
            throw KeyStoreErrors.OtherStore();
        }

        return await new ReplacedKeyDestroyer(all, runtime).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<KeyRotationProgress> ContinueAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        await WithEpochsAsync(context, epochs => epochs.RunAsync(begin: false, cancellationToken)).ConfigureAwait(false);
        await WithStoreAsync(context, (runtime, store) => new IndexRotator(context, runtime, store).RunAsync(begin: false, cancellationToken))
            .ConfigureAwait(false);
        await new SubjectKeyRenewal(context, RuntimeOf(context)).ContinueAsync(cancellationToken).ConfigureAwait(false);
        return await GetProgressAsync(context, cancellationToken).ConfigureAwait(false);
    }

    public Task<KeyRotationProgress> GetProgressAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return WithStoreAsync(context, async (runtime, store) => new KeyRotationProgress
        {
            Epochs = await Epochs(context, runtime, store).ProgressAsync(cancellationToken).ConfigureAwait(false),
            Index = await new IndexRotator(context, runtime, store).DescribeAsync(cancellationToken).ConfigureAwait(false),
            ReplacingKeysMadeBefore = await new SubjectKeyRenewal(context, runtime).FindAsync(cancellationToken).ConfigureAwait(false),
        });
    }

    private static Task<T> WithEpochsAsync<T>(DbContext context, Func<EpochRotator, Task<T>> work)
    {
        RequireNoTransaction(context);
        return WithStoreAsync(context, (runtime, store) => work(Epochs(context, runtime, store)));
    }

    private static void RequireNoTransaction(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (KeyTables.TransactionOf(context) is not null)
        {
            throw KeyStoreErrors.RotationInTransaction();
        }
    }

    private static async Task<T> WithStoreAsync<T>(DbContext context, Func<GdprRuntime, IKeyStoreSession, Task<T>> work)
    {
        var runtime = RuntimeOf(context);
        using var store = runtime.KeyStore.Open(context);
        return await work(runtime, store).ConfigureAwait(false);
    }

    private static GdprRuntime RuntimeOf(DbContext context) => GdprRuntime.Of(context.GetService<IDbContextOptions>());

    private static EpochRotator Epochs(DbContext context, GdprRuntime runtime, IKeyStoreSession store)
        => new(runtime, store, runtime.KeyStore.IdentityFor(context));
}
