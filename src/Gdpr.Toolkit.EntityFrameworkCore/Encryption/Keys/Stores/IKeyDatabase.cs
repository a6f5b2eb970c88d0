namespace Gdpr.Toolkit.Encryption;

/// <summary>The database that <c>UseKeyDatabase</c> names, which holds the keys apart from the data. Thread-safe.</summary>
/// <remarks>Only registered where <c>UseKeyDatabase</c> was called; otherwise the tables come with the application's migrations.</remarks>
public interface IKeyDatabase
{
    /// <summary>Makes the database and the tables of keys where they are missing. Never changes or drops what is there.</summary>
    /// <param name="cancellationToken">Cancels between statements.</param>
    /// <returns>A task that ends when the tables are there.</returns>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached, or refuses to make tables.</exception>
    Task CreateTablesAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives the SQL that makes the tables, for those who may not run it from the application.</summary>
    /// <returns>Statements for the database that was configured.</returns>
    string GenerateCreateScript();
}
