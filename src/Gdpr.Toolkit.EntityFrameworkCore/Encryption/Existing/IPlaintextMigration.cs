using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Moves what a database already holds in plaintext into the encrypted properties that take its place. Thread-safe, as far as contexts are not shared.</summary>
/// <remarks>
/// For properties with <see cref="EncryptedAttribute.MigratesFrom"/>. The steps before and after: <c>docs/encrypting-existing-data.md</c>.
/// </remarks>
public interface IPlaintextMigration
{
    /// <summary>Seals every value that is left in plaintext, and clears it, 500 rows to a transaction.</summary>
    /// <remarks>
    /// <para>Can be stopped at any point and repeated, also while the application goes on: what is left is where it goes on from. A row that somebody
    /// changes at the same time is read again, so that their value wins. Rows behind query filters, tenants included, are moved as well.</para>
    /// <para>Values stay in free pages, logs and backups of the database until it is compacted and they are gone:
    /// see <c>IPersonalDataErasure.CompactAsync</c>.</para>
    /// </remarks>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>, without unsaved changes or an open transaction. It tracks nothing afterwards.</param>
    /// <param name="progress">Is told after every transaction how far it is; null to be told at the end only.</param>
    /// <param name="cancellationToken">Cancels between rows; transactions that were committed stay.</param>
    /// <returns>How many values were moved, and how many could not be.</returns>
    /// <exception cref="InvalidOperationException">The context has an open transaction or unsaved changes.</exception>
    /// <exception cref="DbUpdateException">Two rows have the same value for a unique property. Batches before them are kept.</exception>
    Task<PlaintextMigrationProgress> BackfillAsync(
        DbContext context, IProgress<PlaintextMigrationProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Requires that no plaintext is left: before the old column is dropped, and at every start after the day on which it should have been.</summary>
    /// <param name="context">A context with <c>UseGdprToolkit()</c>.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task.</returns>
    /// <exception cref="InvalidOperationException">There is plaintext left; the message names all properties that hold some.</exception>
    Task RequireCompleteAsync(DbContext context, CancellationToken cancellationToken = default);
}
