using Gdpr.Toolkit.Infrastructure.Internal;
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
    public async Task<IReadOnlyList<StoredValue<T>>> ReadAsync(IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var command = RawCommand.Create(_context, after is null ? _first : _next, after ?? []);
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
        var command = RawCommand.Create(_context, _update, row.Key);
        await using (command.ConfigureAwait(false))
        {
            RawCommand.Add(command, "@new", value);
            RawCommand.Add(command, "@old", row.Value);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }
}
