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
    private const string MayMaintain = """
        SELECT pg_has_role(t.relowner, 'USAGE') OR pg_has_role(d.datdba, 'USAGE')
            OR CASE WHEN current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(t.oid, 'MAINTAIN') ELSE false END
        FROM pg_class AS t, pg_database AS d
        WHERE t.oid = to_regclass(@p0) AND d.datname = current_database()
        """;

    /// <exception cref="InvalidOperationException">A transaction is open, or others keep the database busy.</exception>
    /// <exception cref="NotSupportedException">The provider is neither SQLite nor PostgreSQL.</exception>
    public static async Task<PhysicalResidue> CompactAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (OwnTransaction.IsWithinAnother(context))
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
            await EmptyJournalAsync(context, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Deletes a journal that the application keeps between transactions: it holds the pages as they were before.</summary>
    private static async Task EmptyJournalAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (await RawCommand.ScalarAsync(context, "PRAGMA journal_mode", [], cancellationToken).ConfigureAwait(false) is "persist")
        {
            await RawCommand.ScalarAsync(context, "PRAGMA journal_mode = DELETE", [], cancellationToken).ConfigureAwait(false);
            await RawCommand.ScalarAsync(context, "PRAGMA journal_mode = PERSIST", [], cancellationToken).ConfigureAwait(false);
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
                await RequireMaintainableAsync(context, sql.DelimitIdentifier(name!, schema), cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(context, $"VACUUM (ANALYZE) {sql.DelimitIdentifier(name!, schema)}", cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }

        return PhysicalResidue.LogicallyErased;
    }

    /// <summary>Refuses a table that this connection may not vacuum: PostgreSQL would only warn, and skip it.</summary>
    /// <exception cref="InvalidOperationException">It is somebody else's.</exception>
    private static async Task RequireMaintainableAsync(DbContext context, string table, CancellationToken cancellationToken)
    {
        if (await RawCommand.ScalarAsync(context, MayMaintain, [table], cancellationToken).ConfigureAwait(false) is not true)
        {
            throw new InvalidOperationException(
                $"Table {table} could not be compacted: this connection may neither vacuum nor analyse it, and it may still hold old values. "
                + "Call CompactAsync with a connection of its owner, or grant MAINTAIN on it (PostgreSQL 17).");
        }
    }

    /// <returns>The first column of the first row, which SQLite's checkpoint answers with whether it was kept from it; 0 without rows.</returns>
    private static async Task<long> ExecuteAsync(DbContext context, string sql, CancellationToken cancellationToken)
        => await RawCommand.ScalarAsync(context, sql, [], cancellationToken).ConfigureAwait(false) as long? ?? 0;
}
