namespace Gdpr.Toolkit.Erasure;

/// <summary>The database that <c>UseErasureLedgerDatabase</c> names, which holds the erasure ledger apart from the data. Thread-safe.</summary>
/// <remarks>Only registered where <c>UseErasureLedgerDatabase</c> was called.</remarks>
public interface IErasureLedgerDatabase
{
    /// <summary>Makes the database and the ledger's table where they are missing. Never changes or drops what is there.</summary>
    /// <param name="cancellationToken">Cancels between statements.</param>
    /// <returns>A task that ends when the table is there.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached, or refuses to make tables.</exception>
    Task CreateTablesAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the SQL that makes the table, for those who may not run it from the application.</summary>
    /// <returns>Statements for the database that was configured.</returns>
    string GenerateCreateScript();
}
