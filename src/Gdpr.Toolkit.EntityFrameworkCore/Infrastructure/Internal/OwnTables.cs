using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Makes the tables of the library's own databases, which no migration of the application's covers.</summary>
internal static class OwnTables
{
    /// <summary>Makes database and tables where they are missing. Never changes or drops what is there.</summary>
    /// <param name="context">The database.</param>
    /// <param name="probe">Reads one of the tables; throws where it is missing.</param>
    /// <param name="cancellationToken">Cancels between statements.</param>
    public static async Task CreateAsync(DbContext context, Func<CancellationToken, Task> probe, CancellationToken cancellationToken)
    {
        var creator = (IRelationalDatabaseCreator)context.GetService<IDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken).ConfigureAwait(false))
        {
            await creator.CreateAsync(cancellationToken).ConfigureAwait(false);
        }

        if (await HasTablesAsync(probe, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await creator.CreateTablesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            // Perhaps another process made them in the same moment.
            if (!await HasTablesAsync(probe, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    private static async Task<bool> HasTablesAsync(Func<CancellationToken, Task> probe, CancellationToken cancellationToken)
    {
        try
        {
            await probe(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
