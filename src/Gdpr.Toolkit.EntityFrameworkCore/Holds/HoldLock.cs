using System.Data.Common;
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
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // The name of a table, quoted by the provider.
            command.CommandText = $"LOCK TABLE {table} IN SHARE MODE";
#pragma warning restore CA2100
            command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
