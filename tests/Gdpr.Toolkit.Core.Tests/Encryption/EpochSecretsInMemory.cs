using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Core.Tests.Encryption;

/// <summary>A store for epoch secrets that a test can look into.</summary>
internal sealed class EpochSecretsInMemory : IEpochSecretStore
{
    public Dictionary<(Guid Store, int Epoch), byte[]> Secrets { get; } = [];

    public int Highest { get; set; }

    public ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
    {
        Secrets.TryAdd((storeId, epoch), RandomNumberGenerator.GetBytes(32));
        return new([.. Secrets[(storeId, epoch)]]);
    }

    public ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
        => new(Secrets.GetValueOrDefault((storeId, epoch))?.ToArray());

    public ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken) => new(Secrets.Remove((storeId, epoch)));

    public ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken) => new(Highest);

    public ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken)
    {
        Highest = Math.Max(Highest, epoch);
        return default;
    }
}
