namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps, outside of the database and its backups, who was erased: append-only, each entry chained to the one before.</summary>
/// <remarks>
/// <para>A database that was restored from a backup does not know of the erasures since; the ledger does (GDPR Art. 5(2), 17(1)). It is to
/// be backed up apart from the database, and never restored together with it: an old ledger beside an old database looks right.</para>
/// <para>Implementations are thread-safe, and serve several processes at once. The library's own are a file
/// (<c>gdpr.UseErasureLedgerFile(path)</c>) and a database of its own (<c>gdpr.UseErasureLedgerDatabase(…)</c>). One of yours stores
/// <see cref="ErasureLedgerEntry.ToLine"/> as it is.</para>
/// </remarks>
public interface IErasureLedger
{
    /// <summary>Chains a record to the last entry and stores it. Nobody else's entry comes in between.</summary>
    /// <param name="record">What happened.</param>
    /// <param name="cancellationToken">Cancels before anything is stored.</param>
    /// <returns>The entry, which is durable when the task ends.</returns>
    /// <exception cref="ErasureLedgerException">The ledger is damaged.</exception>
    /// <exception cref="IOException">It cannot be written now.</exception>
    Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken);

    /// <summary>Reads the entries after a head in their order. What was not stored completely is no entry.</summary>
    /// <param name="after">The last entry that is known; <see cref="ErasureLedgerHead.Empty"/> to read, and check, all of it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The entries, each of which follows the one before.</returns>
    /// <exception cref="ErasureLedgerException">An entry was changed, or the ledger does not hold the known head any more.</exception>
    IAsyncEnumerable<ErasureLedgerEntry> ReadAsync(ErasureLedgerHead after, CancellationToken cancellationToken);

    /// <summary>Waits until nobody else replays the ledger, in whichever process. Appending and reading go on meanwhile.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>What ends it when it is disposed. The end of the process does as well.</returns>
    Task<IAsyncDisposable> LockReplayAsync(CancellationToken cancellationToken);
}
