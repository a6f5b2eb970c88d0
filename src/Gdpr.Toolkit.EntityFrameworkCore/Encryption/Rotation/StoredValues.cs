using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and replaces the values of one column past EF Core, so that no interceptor, event or log of the application sees them.</summary>
/// <typeparam name="T">Bytes, or text where the column holds JSON documents.</typeparam>
internal sealed class StoredValues<T>
    where T : notnull
{
    private readonly DbContext _context;
    private readonly int _keys;
    private readonly string _first;
    private readonly string _next;
    private readonly string _update;

    public StoredValues(DbContext context, ITable rows, string column, int pageSize)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(rows.Name, rows.Schema);
        var name = sql.DelimitIdentifier(column);
        var (stored, changed) = typeof(T) == typeof(string)
            ? ($"CAST({name} AS TEXT)", $"CAST(@new AS {rows.FindColumn(column)!.StoreType})")
            : (name, "@new");
        var keys = rows.PrimaryKey!.Columns.Select(key => sql.DelimitIdentifier(key.Name)).ToList();
        var list = string.Join(", ", keys);
        var parameters = string.Join(", ", keys.Select((_, index) => $"@p{index}"));
        var end = $"ORDER BY {list} LIMIT {pageSize}";
        _context = context;
        _keys = keys.Count;
        _first = $"SELECT {list}, {stored} FROM {table} WHERE {name} IS NOT NULL {end}";
        _next = $"SELECT {list}, {stored} FROM {table} WHERE {name} IS NOT NULL AND ({list}) > ({parameters}) {end}";
        _update = $"UPDATE {table} SET {name} = {changed} WHERE {string.Join(" AND ", keys.Select((key, index) => $"{key} = @p{index}"))} AND {stored} = @old";
    }

    /// <summary>Reads the rows with a value after one, or the first ones, in order of the primary key.</summary>
    public async Task<IReadOnlyList<StoredValue<T>>> ReadAsync(StoredValue<T>? after, CancellationToken cancellationToken)
    {
        var command = Command(after is null ? _first : _next, after?.Key ?? []);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<StoredValue<T>>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(new StoredValue<T>([.. Enumerable.Range(0, _keys).Select(reader.GetValue)], (T)reader.GetValue(_keys)));
                }

                return rows;
            }
        }
    }

    /// <summary>Replaces a value.</summary>
    /// <returns><see langword="false"/> when the row holds another one by now, or is gone.</returns>
    public async Task<bool> TryReplaceAsync(StoredValue<T> row, T value, CancellationToken cancellationToken)
    {
        var command = Command(_update, row.Key);
        await using (command.ConfigureAwait(false))
        {
            Add(command, "@new", value);
            Add(command, "@old", row.Value);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Names come from the model and are quoted by the provider.")]
    private DbCommand Command(string sql, IReadOnlyList<object> key)
    {
        var command = _context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < key.Count; index++)
        {
            Add(command, $"@p{index}", key[index]);
        }

        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
