using System.Data.Common;
using System.Globalization;
using System.Text;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>Every column of every row, read below EF Core at one moment.</summary>
internal sealed class RawTables
{
    private readonly Dictionary<RowKey, Dictionary<string, object>> _rows = [];
    private readonly HashSet<string> _own;

    private RawTables(HashSet<string> own) => _own = own;

    /// <summary>Reads all tables that the database says it has, ours among them.</summary>
    public static async Task<RawTables> ReadAsync(TestDatabase database, string connectionString, IModel model)
    {
        var tables = model.GetRelationalModel().Tables.ToDictionary(table => table.Name);
        var raw = new RawTables([.. tables.Values.Where(IsOurs).Select(table => table.Name)]);
        await using DbConnection connection = database == TestDatabase.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var name in await NamesAsync(connection, database))
        {
            await raw.ReadAsync(connection, tables[name]);
        }

        return raw;
    }

    /// <summary>Finds the columns that hold one of the texts, as text or as UTF-8.</summary>
    public IEnumerable<string> Find(IReadOnlyCollection<string> texts)
        => from row in _rows
           from cell in row.Value
           let text = cell.Value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : cell.Value is string[] many ? string.Concat(many) : Convert.ToString(cell.Value, CultureInfo.InvariantCulture)
           where texts.Any(wanted => text.Contains(wanted, StringComparison.Ordinal))
           select $"{row.Key.Table}.{cell.Key}";

    /// <summary>Finds what differs later in the application's tables, but in the given rows.</summary>
    public IEnumerable<string> Differences(RawTables later, IReadOnlySet<RowKey> except)
        => from key in _rows.Keys.Union(later._rows.Keys)
           where !_own.Contains(key.Table) && !except.Contains(key)
           let before = _rows.GetValueOrDefault(key)
           let after = later._rows.GetValueOrDefault(key)
           from difference in before is null ? ["appeared"] : after is null ? ["vanished"] : before.Where(cell => !Same(cell.Value, after[cell.Key])).Select(cell => cell.Key)
           select $"{key.Table}.{difference}";

    private async Task ReadAsync(DbConnection connection, ITable table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""SELECT * FROM "{table.Name}" """;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var cells = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue);
            _rows.Add(RowKey.Of(table, column => cells[column.Name]), cells);
        }
    }

    private static async Task<List<string>> NamesAsync(DbConnection connection, TestDatabase database)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = database == TestDatabase.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static bool IsOurs(ITable table) => table.Name.StartsWith("Gdpr", StringComparison.Ordinal);

    private static bool Same(object before, object after) => (before, after) switch
    {
        (byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right),
        (System.Collections.IEnumerable left and not string, System.Collections.IEnumerable right) => left.Cast<object>().SequenceEqual(right.Cast<object>()),
        _ => before.Equals(after),
    };
}
