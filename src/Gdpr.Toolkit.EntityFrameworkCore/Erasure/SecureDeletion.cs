using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Lets SQLite overwrite with zeros what a connection deletes (<c>PRAGMA secure_delete</c>).</summary>
/// <remarks>
/// It leaves less behind, and not nothing: copies that were made when pages split, and the write-ahead log, stay until the database is compacted.
/// The setting stays with the connection, which goes on working as before. PostgreSQL has no such thing.
/// </remarks>
internal static class SecureDeletion
{
    /// <param name="context">A context with an open connection.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async ValueTask TurnOnAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName == DatabaseProviders.Sqlite)
        {
            await RawCommand.ExecuteAsync(context, "PRAGMA secure_delete = ON", async: true, cancellationToken).ConfigureAwait(false);
        }
    }
}
