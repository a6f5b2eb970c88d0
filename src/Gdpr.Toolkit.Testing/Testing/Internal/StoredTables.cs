using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Reads the tables of a model past EF Core.</summary>
internal static class StoredTables
{
    /// <returns>Where something was found, as <c>table.column (rows)</c>.</returns>
    public static async Task<List<string>> SearchAsync(DbContext context, ValueSearch search, CancellationToken cancellationToken)
    {
        var tables = context.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var places = new List<string>();
            foreach (var table in tables)
            {
                places.AddRange(await SearchAsync(context, table, search, cancellationToken).ConfigureAwait(false));
            }

            return places;
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task<IEnumerable<string>> SearchAsync(
        DbContext context, ITable table, ValueSearch search, CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var command = CreateCommand(context, table);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    Search(reader, search, found);
                }
            }
        }

        return found.Select(column => $"{table.SchemaQualifiedName}.{column.Key} ({column.Value} rows)");
    }

    private static void Search(DbDataReader reader, ValueSearch search, SortedDictionary<string, int> found)
    {
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            if (search.IsIn(reader.GetValue(ordinal)))
            {
                var column = reader.GetName(ordinal);
                found[column] = found.GetValueOrDefault(column) + 1;
            }
        }
    }

    private static DbCommand CreateCommand(DbContext context, ITable table)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The name comes from the model and is quoted by the provider.
        command.CommandText = $"SELECT * FROM {context.GetService<ISqlGenerationHelper>().DelimitIdentifier(table.Name, table.Schema)}";
#pragma warning restore CA2100
        return command;
    }
}
