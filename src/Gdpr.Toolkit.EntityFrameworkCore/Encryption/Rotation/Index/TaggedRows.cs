using System.Data.Common;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Reads and replaces the tags of one column past EF Core.</summary>
internal sealed class TaggedRows
{
    private readonly DbContext _context;
    private readonly int _keys;
    private readonly string _table;
    private readonly string _keyList;
    private readonly string _columns;
    private readonly string _after;
    private readonly string _end;
    private readonly string _thisRow;
    private readonly (string Envelope, string InForce, string Next) _names;

    /// <param name="context">On whose open connection it works.</param>
    /// <param name="column">The column.</param>
    /// <param name="next">Which of the two columns of the index is written.</param>
    /// <param name="pageSize">How many rows are read, or changed, at once.</param>
    public TaggedRows(DbContext context, TaggedColumn column, IndexSlot next, int pageSize)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        var keys = column.Table.PrimaryKey!.Columns.Select(key => sql.DelimitIdentifier(key.Name)).ToList();
        var other = next == IndexSlot.First ? IndexSlot.Second : IndexSlot.First;
        _context = context;
        _keys = keys.Count;
        _table = sql.DelimitIdentifier(column.Table.Name, column.Table.Schema);
        _keyList = string.Join(", ", keys);
        _names = (sql.DelimitIdentifier(column.Envelope), sql.DelimitIdentifier(column.TagsIn(other)), sql.DelimitIdentifier(column.TagsIn(next)));
        _columns = $"{_keyList}, {_names.Envelope}, {_names.InForce}, {_names.Next}";
        _after = $"({_keyList}) > ({string.Join(", ", keys.Select((_, index) => $"@p{index}"))})";
        _end = $"ORDER BY {_keyList} LIMIT {pageSize}";
        _thisRow = string.Join(" AND ", keys.Select((key, index) => $"{key} = @p{index}"));
    }

    /// <summary>Reads the rows after one, or the first ones, in order of the primary key.</summary>
    public async Task<IReadOnlyList<TaggedRow>> ReadAsync(IReadOnlyList<object>? after, CancellationToken cancellationToken)
    {
        var filter = after is null ? "" : $" WHERE {_after}";
        var command = RawCommand.Create(_context, $"SELECT {_columns} FROM {_table}{filter} {_end}", after ?? []);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var rows = new List<TaggedRow>();
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(new TaggedRow(
                        [.. Enumerable.Range(0, _keys).Select(reader.GetValue)], Bytes(reader, _keys), Bytes(reader, _keys + 1), Bytes(reader, _keys + 2)));
                }

                return rows;
            }
        }
    }

    /// <summary>Replaces a tag.</summary>
    /// <returns><see langword="false"/> when the row holds another value or other tags by now, or is gone.</returns>
    public async Task<bool> TryReplaceAsync(TaggedRow row, byte[]? tag, CancellationToken cancellationToken)
    {
        var unchanged = $"{Is(_names.Envelope, row.Envelope, "@envelope")} AND {Is(_names.InForce, row.InForce, "@inForce")} AND {Is(_names.Next, row.Next, "@next")}";
        var command = RawCommand.Create(
            _context, $"UPDATE {_table} SET {_names.Next} = {(tag is null ? "NULL" : "@tag")} WHERE {_thisRow} AND {unchanged}", row.Key);
        await using (command.ConfigureAwait(false))
        {
            AddUnlessNull(command, "@tag", tag);
            AddUnlessNull(command, "@envelope", row.Envelope);
            AddUnlessNull(command, "@inForce", row.InForce);
            AddUnlessNull(command, "@next", row.Next);
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
        }
    }

    /// <summary>Takes tags away, a page of them.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ClearAsync(CancellationToken cancellationToken)
    {
        var page = $"SELECT {_keyList} FROM {_table} WHERE {_names.Next} IS NOT NULL {_end}";
        var command = RawCommand.Create(_context, $"UPDATE {_table} SET {_names.Next} = NULL WHERE ({_keyList}) IN ({page})", []);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Is(string column, byte[]? value, string parameter) => value is null ? $"{column} IS NULL" : $"{column} = {parameter}";

    private static byte[]? Bytes(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : (byte[])reader.GetValue(ordinal);

    private static void AddUnlessNull(DbCommand command, string name, byte[]? value)
    {
        if (value is not null)
        {
            RawCommand.Add(command, name, value);
        }
    }
}
