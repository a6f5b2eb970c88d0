using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace HostingCompany.Data;

/// <summary>Fills the database.</summary>
internal static class Database
{
    private const int BatchSize = 100;

    /// <summary>Creates the tables. On PostgreSQL they get a schema of the sample's own, which replaces an earlier run's.</summary>
    public static async Task CreateAsync(HostingContext db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsNpgsql())
        {
            await db.Database.EnsureCreatedAsync(cancellationToken);
            return;
        }

        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }

        await db.Database.ExecuteSqlRawAsync($"DROP SCHEMA IF EXISTS {HostingContext.PostgresSchema} CASCADE", cancellationToken);
        await creator.CreateTablesAsync(cancellationToken);
    }

    /// <summary>Saves customers with all that hangs on them, a hundred at a time.</summary>
    /// <param name="contexts">Makes a context for each batch.</param>
    /// <param name="customers">New customers. The database gives them their keys.</param>
    /// <param name="saved">Is told how many were saved.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static async Task SaveAsync(
        Func<HostingContext> contexts,
        IEnumerable<Customer> customers,
        Action<int> saved,
        CancellationToken cancellationToken)
    {
        foreach (var batch in customers.Chunk(BatchSize))
        {
            await using var db = contexts();
            db.Customers.AddRange(batch);
            await db.SaveChangesAsync(cancellationToken);
            saved(batch.Length);
        }
    }
}
