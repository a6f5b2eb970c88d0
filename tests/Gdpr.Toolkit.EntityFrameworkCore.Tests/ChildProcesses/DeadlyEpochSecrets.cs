using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Makes the moments before and after every change of the epoch secrets deadly steps.</summary>
internal sealed class DeadlyEpochSecrets(IEpochSecretStore inner, DeadlySteps steps) : IEpochSecretStore
{
    public ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => StepAsync(() => inner.GetOrCreateAsync(storeId, epoch, cancellationToken));

    public ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => inner.FindAsync(storeId, epoch, cancellationToken);

    public ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => StepAsync(() => inner.DestroyAsync(storeId, epoch, cancellationToken));

    public ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken)
        => inner.GetHighestEpochAsync(storeId, cancellationToken);

    public async ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
    {
        steps.Step();
        await inner.RecordEpochAsync(storeId, epoch, cancellationToken);
        steps.Step();
    }

    private async ValueTask<T> StepAsync<T>(Func<ValueTask<T>> change)
    {
        steps.Step();
        var result = await change();
        steps.Step();
        return result;
    }
}
