namespace Gdpr.Toolkit.Encryption;

/// <summary>Keeps one secret per key epoch outside of the database and its backups, and remembers the highest epoch.</summary>
/// <remarks>
/// <para>A realm key is made of what the key encryption key unwraps <em>and</em> this secret. Destroying the secret of an epoch makes every
/// backup of key tables from its time useless, also to the holder of the key encryption key (GDPR Art. 17(1), 32(1)).</para>
/// <para>Losing a secret that is in use makes everything unreadable for good. Implementations are thread-safe, and a change is durable
/// when the task ends. All processes of a database use one store. The library's own is a file: <c>gdpr.UseEpochSecretFile(path)</c>.</para>
/// </remarks>
public interface IEpochSecretStore
{
    /// <summary>Makes the secret of an epoch from a cryptographic random source, or gives the one that is there.</summary>
    /// <param name="storeId">The key store's id; one per database.</param>
    /// <param name="epoch">1 or above.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>32 bytes in an array of its own, which the caller clears. The same ones to everybody who asks.</returns>
    ValueTask<byte[]> GetOrCreateAsync(Guid storeId, int epoch, CancellationToken cancellationToken);

    /// <summary>Finds the secret of an epoch.</summary>
    /// <param name="storeId">The key store's id.</param>
    /// <param name="epoch">1 or above.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>32 bytes in an array of its own, which the caller clears; <see langword="null"/> when there is none, or it was destroyed.</returns>
    ValueTask<byte[]?> FindAsync(Guid storeId, int epoch, CancellationToken cancellationToken);

    /// <summary>Destroys the secret of an epoch. This is irreversible. Destroying one that is not there does nothing.</summary>
    /// <param name="storeId">The key store's id.</param>
    /// <param name="epoch">1 or above.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> DestroyAsync(Guid storeId, int epoch, CancellationToken cancellationToken);

    /// <summary>Gets the highest epoch that was recorded: a database that has only lower ones was rolled back, and is refused.</summary>
    /// <param name="storeId">The key store's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>0 when nothing was recorded.</returns>
    ValueTask<int> GetHighestEpochAsync(Guid storeId, CancellationToken cancellationToken);

    /// <summary>Records that an epoch is in use. Never lowers what was recorded.</summary>
    /// <param name="storeId">The key store's id.</param>
    /// <param name="epoch">1 or above.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when the record is durable.</returns>
    ValueTask RecordEpochAsync(Guid storeId, int epoch, CancellationToken cancellationToken);
}
