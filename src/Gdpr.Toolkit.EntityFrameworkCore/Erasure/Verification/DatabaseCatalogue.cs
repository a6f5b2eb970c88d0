using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Asks a database which tables and columns it has: those that no model knows are the ones that everybody forgets.</summary>
internal static class DatabaseCatalogue
{
    private const string Sqlite = """
        SELECT NULL, t.name, 1, 1, c.name, 0, c.pk > 0, 1
        FROM sqlite_master AS t, pragma_table_xinfo(t.name) AS c
        WHERE t.type = 'table' AND c.hidden <> 1
        ORDER BY t.name, c.cid
        """;

    // Views show what tables hold; materialised ones hold it again. Partitions are read through their tables.
    private const string Postgres = """
        SELECT n.nspname, t.relname, n.nspname = current_schema(), NOT row_security_active(t.oid), c.attname,
            CASE y.typtype WHEN 'd' THEN y.typbasetype ELSE y.oid END = 'bytea'::regtype,
            COALESCE(c.attnum = ANY (k.indkey), false),
            has_schema_privilege(n.oid, 'USAGE') AND has_column_privilege(t.oid, c.attnum, 'SELECT')
        FROM pg_class AS t
        JOIN pg_namespace AS n ON n.oid = t.relnamespace
        JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
        JOIN pg_type AS y ON y.oid = c.atttypid
        LEFT JOIN pg_index AS k ON k.indrelid = t.oid AND k.indisprimary
        WHERE t.relkind IN ('r', 'p', 'm') AND NOT t.relispartition AND t.relispopulated
            AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_toast%' AND n.nspname NOT LIKE 'pg\_temp%'
        ORDER BY n.nspname, t.relname, c.attnum
        """;

    /// <summary>Reads the tables of the database that a context's open connection leads to.</summary>
    /// <exception cref="NotSupportedException">The provider is neither SQLite nor PostgreSQL.</exception>
    public static async Task<IReadOnlyList<StoredTable>> ReadAsync(DbContext context, CancellationToken cancellationToken)
    {
        var sql = context.Database.ProviderName switch
        {
            DatabaseProviders.Sqlite => Sqlite,
            DatabaseProviders.Npgsql => Postgres,
            var provider => throw new NotSupportedException(
                $"Searching a whole database is not supported for '{provider}'. Erase with VerificationScope.OwnPaths, and search with the database's own tools."),
        };
        var columns = new List<(string? Schema, string Table, bool IsDefault, bool IsWhole, StoredColumn Column)>();
        var command = RawCommand.Create(context, sql, []);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    columns.Add((
                        await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(0),
                        reader.GetString(1),
                        reader.GetBoolean(2),
                        reader.GetBoolean(3),
                        new StoredColumn(reader.GetString(4), reader.GetBoolean(5), reader.GetBoolean(6), reader.GetBoolean(7))));
                }
            }
        }

        return
        [
            .. columns.GroupBy(column => (column.Schema, column.Table, column.IsDefault, column.IsWhole))
                .Select(table => new StoredTable(table.Key.Schema, table.Key.Table, table.Key.IsDefault, table.Key.IsWhole, [.. table.Select(column => column.Column)])),
        ];
    }
}
