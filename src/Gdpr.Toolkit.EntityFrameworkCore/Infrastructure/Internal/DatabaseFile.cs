using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Finds the file that a database lies in.</summary>
internal static class DatabaseFile
{
    /// <returns>Its whole path; null for a database in memory, which no other process has, and for one on a server.</returns>
    public static async Task<string?> PathOfAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName != DatabaseProviders.Sqlite)
        {
            return null;
        }

        // Only an open connection knows the whole path.
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var path = context.Database.GetDbConnection().DataSource;
        await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        return path is "" or ":memory:" ? null : path;
    }
}
