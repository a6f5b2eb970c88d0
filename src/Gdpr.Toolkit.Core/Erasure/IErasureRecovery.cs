namespace Gdpr.Toolkit.Erasure;

/// <summary>Brings databases that were restored from a backup together with the erasure ledger again (GDPR Art. 5(2), 17(1)).</summary>
/// <remarks>Get it from the scope that the <c>DbContext</c> comes from; like the context, an instance serves one caller at a time.</remarks>
public interface IErasureRecovery
{
    /// <summary>Compares all databases of the application with the whole ledger, whose chain is checked from its first entry.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>How they stand to each other.</returns>
    /// <exception cref="ErasureLedgerException">The ledger is damaged.</exception>
    Task<ErasureLedgerStatus> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Erases again everybody of whose erasure a restored database does not know. Cannot be undone. One process at a time does it.</summary>
    /// <remarks>
    /// <para>It acts on a person only where a key that the ledger lists as destroyed is theirs; somebody else with the same identity is not
    /// touched. People are erased as <c>IPersonalDataErasure.EraseAsync</c> does it, with what must be retained today, looked for
    /// afterwards, and certified anew. Then identities go on after the highest one that was in use.</para>
    /// <para>It can be called when the application starts: where nothing is missing it changes nothing. A process that ends in between leaves
    /// the rest to the next call. Erasures that had begun and were not committed are carried out as well.</para>
    /// </remarks>
    /// <param name="options">How to decide where the ledger cannot; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels between people.</param>
    /// <returns>What was done about whom.</returns>
    /// <exception cref="ErasureLedgerException">The ledger is lost or damaged, or does not know this database.</exception>
    /// <exception cref="InvalidOperationException">No ledger is configured, a transaction is open, or a context has unsaved changes.</exception>
    Task<ErasureReplay> ReplayAsync(ErasureReplayOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Goes on with the configured ledger where the one that the database knows is gone, or begins one for a database without keys.</summary>
    /// <remarks>
    /// Erasures that only the lost ledger knew of cannot be replayed any more: a backup from before them brings these people back. The reason is
    /// written to the ledger for good.
    /// </remarks>
    /// <param name="reason">Why, and on whose decision; at most 500 characters. No personal data.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>A task that ends when database and ledger agree.</returns>
    /// <exception cref="InvalidOperationException">There is nothing to accept; or no ledger is configured.</exception>
    Task AcceptAsync(string reason, CancellationToken cancellationToken = default);

    /// <summary>Signs how far the ledger has come, to be kept elsewhere: nobody can rewrite or cut the ledger up to there unnoticed.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The signed head.</returns>
    /// <exception cref="InvalidOperationException">No ledger is configured.</exception>
    Task<SignedLedgerHead> SignHeadAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks that the ledger still holds a head that was signed earlier.</summary>
    /// <param name="head">The signed head.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Whether it does. A ledger that was rewritten or cut does not.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The signature is another's, or the document was changed.</exception>
    Task<bool> HoldsAsync(SignedLedgerHead head, CancellationToken cancellationToken = default);
}
