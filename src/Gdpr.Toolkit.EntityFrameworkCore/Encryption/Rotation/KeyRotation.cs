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

    public async Task<SubjectKeyRotation> RotateSubjectKeysAsync(
        DbContext context, DateTimeOffset madeBefore, CancellationToken cancellationToken = default)
    {
        RequireNoTransaction(context);
        var runtime = GdprRuntime.Of(context.GetService<IDbContextOptions>());
        var replaced = await new SubjectKeyRotator(context, runtime).ReplaceAsync(madeBefore, cancellationToken).ConfigureAwait(false);
        var values = new ValueResealer(context, runtime);
        await values.RunAsync(cancellationToken).ConfigureAwait(false);
        return new SubjectKeyRotation { Replaced = replaced, Resealed = values.Resealed, Remaining = values.Remaining, Refused = values.Refused };
    }

    public async Task<KeyRotationProgress> ContinueAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        await WithEpochsAsync(context, epochs => epochs.RunAsync(begin: false, cancellationToken)).ConfigureAwait(false);
        return await GetProgressAsync(context, cancellationToken).ConfigureAwait(false);
    }

    public Task<KeyRotationProgress> GetProgressAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync(context, async epochs => new KeyRotationProgress
        {
            Epochs = await epochs.ProgressAsync(cancellationToken).ConfigureAwait(false),
        });
    }

    private static Task<T> WithEpochsAsync<T>(DbContext context, Func<EpochRotator, Task<T>> work)
    {
        RequireNoTransaction(context);
        return RunAsync(context, work);
    }

    private static void RequireNoTransaction(DbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (KeyTables.TransactionOf(context) is not null)
        {
            throw KeyStoreErrors.RotationInTransaction();
        }
    }

    private static async Task<T> RunAsync<T>(DbContext context, Func<EpochRotator, Task<T>> work)
    {
        var runtime = GdprRuntime.Of(context.GetService<IDbContextOptions>());
        using var store = runtime.KeyStore.Open(context);
        return await work(new EpochRotator(runtime, store, runtime.KeyStore.IdentityFor(context))).ConfigureAwait(false);
    }
}
