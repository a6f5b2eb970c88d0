using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Holds;

/// <summary>Lets nobody place a hold until what destroys data has committed, so that the holds it looked at are all there are.</summary>
/// <remarks>
/// A table lock of PostgreSQL: those who destroy share the one that an UPDATE takes, because they clear the reasons of released holds; who places
/// a hold takes one that goes with no other writer's. SQLite has one writer at a time anyway.
/// </remarks>
internal static class HoldLock
{
    /// <summary>Keeps holds from being placed, in the context's transaction. It comes first there: under repeatable read the first query decides what the others see.</summary>
    public static Task ShareAsync(DbContext context, CancellationToken cancellationToken) => TakeAsync(context, "ROW EXCLUSIVE", cancellationToken);

    /// <summary>Waits for those who destroy, and keeps others from beginning until the context's transaction has ended.</summary>
    public static Task PlaceAsync(DbContext context, CancellationToken cancellationToken) => TakeAsync(context, "SHARE ROW EXCLUSIVE", cancellationToken);

    private static async Task TakeAsync(DbContext context, string mode, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName != DatabaseProviders.Npgsql)
        {
            return;
        }

        var type = context.Model.FindEntityType(typeof(HoldRow))!;
        var table = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
        await RawCommand.ExecuteAsync(context, $"LOCK TABLE {table} IN {mode} MODE", async: true, cancellationToken).ConfigureAwait(false);
    }
}
