using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Vectors;

/// <summary>The one epoch secret of a group of vectors, or none.</summary>
internal sealed class FixedEpochSecret(byte[] secret) : IEpochSecretStore
{
    public ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken) => throw new NotSupportedException("Vectors are frozen.");

    public ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => new(secret.Length == 0 ? null : [.. secret]);

    public ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken) => throw new NotSupportedException("Vectors are frozen.");

    public ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken) => throw new NotSupportedException("Vectors are frozen.");

    public ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken) => throw new NotSupportedException("Vectors are frozen.");
}
