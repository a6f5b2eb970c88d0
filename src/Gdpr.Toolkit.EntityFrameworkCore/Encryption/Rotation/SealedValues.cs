using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and replaces the envelopes of one column past EF Core, so that no interceptor, event or log of the application sees them.</summary>
internal sealed class SealedValues
{
    private readonly DbContext _context;
    private readonly int _keys;
    private readonly string _first;
    private readonly string _next;
    private readonly string _update;

    public SealedValues(DbContext context, SealedColumn column, int pageSize)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(column.Table.Name, column.Table.Schema);
        var name = sql.DelimitIdentifier(column.Name);
        var keys = column.Table.PrimaryKey!.Columns.Select(key => sql.DelimitIdentifier(key.Name)).ToList();
        var list = string.Join(", ", keys);
        var parameters = string.Join(", ", keys.Select((_, index) => $"@p{index}"));
        var end = $"ORDER BY {list} LIMIT {pageSize}";
        _context = context;
        _keys = keys.Count;
        _first = $"SELECT {list}, {name} FROM {table} WHERE {name} IS NOT NULL {end}";
        _next = $"SELECT {list}, {name} FROM {table} WHERE {name} IS NOT NULL AND ({list}) > ({parameters}) {end}";
        _update = $"UPDATE {table} SET {name} = @new WHERE {string.Join(" AND ", keys.Select((key, index) => $"{key} = @p{index}"))} AND {name} = @old";
    }

    /// <summary>Reads the rows with a value after one, or the first ones, in order of the primary key.</summary>
    public async Task<IReadOnlyList<SealedRow>> ReadAsync(IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var command = RawCommand.Create(_context, after is null ? _first : _next, after ?? []);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<SealedRow>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(new SealedRow([.. Enumerable.Range(0, _keys).Select(reader.GetValue)], (byte[])reader.GetValue(_keys)));
                }

                return rows;
            }
        }
    }

    /// <summary>Replaces an envelope.</summary>
    /// <returns><see langword="false"/> when the row holds another one by now, or is gone.</returns>
    public async Task<bool> TryReplaceAsync(SealedRow row, byte[] envelope, CancellationToken cancellationToken)
    {
        var command = RawCommand.Create(_context, _update, row.Key);
        await using (command.ConfigureAwait(false))
        {
            RawCommand.Add(command, "@new", envelope);
            RawCommand.Add(command, "@old", row.Envelope);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }
}
