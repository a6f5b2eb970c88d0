using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.Rotation;

/// <summary>Lets something happen once, between the reading of the epochs' rows and the question for the highest epoch.</summary>
internal sealed class MeanwhileEpochSecrets(IEpochSecretStore inner, Func<Task> meanwhile) : IEpochSecretStore
{
    private Func<Task>? _meanwhile = meanwhile;

    public ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => inner.GetOrCreateAsync(storeId, epoch, cancellationToken);

    public ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => inner.FindAsync(storeId, epoch, cancellationToken);

    public ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => inner.DestroyAsync(storeId, epoch, cancellationToken);

    public async ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _meanwhile, null) is { } happen)
        {
            await happen();
        }

        return await inner.GetHighestEpochAsync(storeId, cancellationToken);
    }

    public ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => inner.RecordEpochAsync(storeId, epoch, cancellationToken);
}
