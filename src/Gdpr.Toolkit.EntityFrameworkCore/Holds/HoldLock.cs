using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Holds;

/// <summary>Lets nobody place a hold until what destroys data has committed, so that the holds it looked at are all there are.</summary>
/// <remarks>A table lock of PostgreSQL, which those who destroy share; SQLite has one writer at a time anyway.</remarks>
internal static class HoldLock
{
    /// <summary>Takes it in the context's transaction. It comes first there: under repeatable read the first query decides what the others see.</summary>
    public static async Task TakeAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName != DatabaseProviders.Npgsql)
        {
            return;
        }

        var type = context.Model.FindEntityType(typeof(HoldRow))!;
        var table = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(type.GetTableName()!, type.GetSchema());
        await RawCommand.ExecuteAsync(context, $"LOCK TABLE {table} IN SHARE MODE", async: true, cancellationToken).ConfigureAwait(false);
    }
}
