using HostingCompany.Hosting;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HostingCompany.Data;

/// <summary>Fills the database.</summary>
internal static class Database
{
    private const int BatchSize = 100;

    /// <summary>Finds out whether a PostgreSQL database can be connected to, before any work is done.</summary>
    /// <exception cref="UnusableException">It cannot.</exception>
    public static async Task TryConnectAsync(string postgresConnection, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(postgresConnection);
            await connection.OpenAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw new UnusableException($"The PostgreSQL database cannot be connected to: {exception.Message}");
        }
    }

    /// <summary>Creates the tables. On PostgreSQL they get a schema of the sample's own, which replaces an earlier run's.</summary>
    public static async Task CreateAsync(HostingContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            await db.Database.EnsureCreatedAsync(cancellationToken);
            return;
        }

        await db.Database.ExecuteSqlRawAsync($"DROP SCHEMA IF EXISTS {HostingContext.PostgresSchema} CASCADE", cancellationToken);
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(cancellationToken);
    }

    /// <summary>Saves everybody, customers a hundred at a time.</summary>
    /// <param name="application">Gives each batch a context of its own.</param>
    /// <param name="everybody">New people. The database gives them their keys.</param>
    /// <param name="saved">Is told how many customers were saved.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task SaveAsync(Application application, Everybody everybody, Action<int> saved, CancellationToken cancellationToken)
    {
        await SaveAsync(application, everybody.Recipients, cancellationToken);
        foreach (var batch in everybody.Customers.Chunk(BatchSize))
        {
            await SaveAsync(application, batch, cancellationToken);
            saved(batch.Length);
        }

        await SaveAsync(
            application,
            [.. everybody.Subscribers, .. everybody.Suppliers, .. everybody.Applicants, .. everybody.Visitors, .. everybody.Employees],
            cancellationToken);
    }

    private static async Task SaveAsync(Application application, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await using var scope = application.NewScope();
        scope.Db.AddRange(rows);
        await scope.Db.SaveChangesAsync(cancellationToken);
    }
}
