using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>Saves customers with all that hangs on them, a hundred at a time.</summary>
    /// <param name="scopes">Gives each batch a context of its own.</param>
    /// <param name="customers">New customers. The database gives them their keys.</param>
    /// <param name="saved">Is told how many were saved.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task SaveAsync(
        IServiceScopeFactory scopes,
        IEnumerable<Customer> customers,
        Action<int> saved,
        CancellationToken cancellationToken)
    {
        foreach (var batch in customers.Chunk(BatchSize))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<HostingContext>();
            db.Customers.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
            saved(batch.Length);
        }
    }
}
