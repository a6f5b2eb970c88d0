using System.Data;
using System.Data.Common;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Rewrites database files, so that freed space holds no old values.</summary>
internal static class Compaction
{
    /// <exception cref="InvalidOperationException">A transaction is open, or others keep the database busy.</exception>
    /// <exception cref="NotSupportedException">The provider is neither SQLite nor PostgreSQL.</exception>
    public static async Task<PhysicalResidue> CompactAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is not null)
        {
            throw new InvalidOperationException("A database cannot be compacted inside a transaction. Commit first, then call CompactAsync.");
        }

        return context.Database.ProviderName switch
        {
            DatabaseProviders.Sqlite => await CompactSqliteAsync(context, cancellationToken).ConfigureAwait(false),
            DatabaseProviders.Npgsql => await CompactPostgresAsync(context, cancellationToken).ConfigureAwait(false),
            var provider => throw new NotSupportedException(
                $"Compaction is not supported for '{provider}'. Compact the database with its own tools and keep that as evidence."),
        };
    }

    private static async Task<PhysicalResidue> CompactSqliteAsync(DbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await VacuumAsync(context, cancellationToken).ConfigureAwait(false);
            var busy = await ExecuteAsync(context, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken).ConfigureAwait(false);
            return busy == 0
                ? PhysicalResidue.None
                : throw new InvalidOperationException(
                    "The write-ahead log could not be emptied because other connections are reading. It may still hold old values: "
                    + "call CompactAsync again when the database is quiet.");
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task VacuumAsync(DbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(context, "VACUUM", cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw new InvalidOperationException(
                "The database could not be compacted: other connections use it, or there is no room for a copy. It may still hold old values. "
                + "Call CompactAsync again when it is quiet.",
                exception);
        }
    }

    private static async Task<PhysicalResidue> CompactPostgresAsync(DbContext context, CancellationToken cancellationToken)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var tables = context.Model.GetEntityTypes()
            .Where(type => KeyTablesConvention.RowTypes.Contains(type.ClrType)
                || ChoiceTablesConvention.RowTypes.Contains(type.ClrType)
                || type.ClrType == typeof(LedgerRow)
                || RowProperties.Of(type).Any(property => property.PersonalData() is not null))
            .Select(type => (Name: type.GetTableName(), Schema: type.GetSchema()))
            .Where(table => table.Name is not null)
            .Distinct();
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var (name, schema) in tables)
            {
                await ExecuteAsync(context, $"VACUUM (ANALYZE) {sql.DelimitIdentifier(name!, schema)}", cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }

        return PhysicalResidue.LogicallyErased;
    }

    /// <returns>The first column of the first row, which SQLite's checkpoint answers with whether it was kept from it; 0 without rows.</returns>
    private static async Task<long> ExecuteAsync(DbContext context, string sql, CancellationToken cancellationToken)
    {
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandType = CommandType.Text;
#pragma warning disable CA2100 // The text is a constant, or a table name quoted by the provider.
            command.CommandText = sql;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long? ?? 0;
        }
    }
}
