using System.Data.Common;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A table of the database, the statement that reads all of it, and what each of its rows is.</summary>
internal sealed class SearchedTable
{
    private readonly StoredTable _stored;
    private readonly List<StoredColumn> _columns;
    private readonly List<SelectedColumn> _key;
    private readonly List<string> _links;
    private readonly bool _isKeyTyped;
    private readonly bool _isSqlite;

    public SearchedTable(DbContext context, StoredTable stored)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        _stored = stored;
        _columns = [.. stored.Columns.Where(column => column.IsReadable)];
        Columns = _columns.ConvertAll(column => column.Name);
        People = TablePeople.Find(context.Model, stored);
        _isKeyTyped = People is { Key.Count: > 0 };
        _key = _isKeyTyped ? [.. People!.Key] : [.. _columns.Where(column => column.IsKey).Select(column => new SelectedColumn(column.Name, Property: null))];
        _links = [.. People?.Links.SelectMany(link => link).Distinct() ?? []];
        // Columns that tell the row come last: a reader that only goes forward then reads them where something was found.
        IEnumerable<string> telling = [.. _key.Select(column => column.Sql), .. _links, .. People?.Tenant is { } tenant ? [tenant.Sql] : Array.Empty<string>()];
        _isSqlite = stored.Schema is null;
        var selected = _columns
            .Select(column => sql.DelimitIdentifier(column.Name) + (_isSqlite || column.IsBinary ? "" : "::text"))
            .Concat(telling.Select(sql.DelimitIdentifier));
        Sql = $"SELECT {string.Join(", ", selected)} FROM {sql.DelimitIdentifier(stored.Name, stored.Schema)}";
    }

    public string Name => _stored.DisplayName;

    /// <summary>Gets the columns that are searched, in their order in <see cref="Sql"/>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets what the connection may not read: columns, or the table where rows are hidden from it.</summary>
    public IEnumerable<string> NotReadable
        => _stored.IsWhole ? _stored.Columns.Where(column => !column.IsReadable).Select(column => $"{Name}.{column.Name}") : [Name];

    /// <summary>Gets what the model says of the table; null where it does not know it.</summary>
    public TablePeople? People { get; }

    public string Sql { get; }

    /// <summary>Reads a value as text: bytes as characters of Latin-1, numbers as the database writes them.</summary>
    /// <param name="reader">The reader, on the row.</param>
    /// <param name="place">The place of a column that is not null.</param>
    public TextReader Open(DbDataReader reader, int place)
    {
        if (reader.GetFieldType(place) == typeof(byte[]))
        {
            var bytes = _isSqlite ? new MemoryStream(reader.GetFieldValue<byte[]>(place)) : reader.GetStream(place);
            return new StreamReader(bytes, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        }

        // SQLite has the whole value in memory by now; its own text reader would look for the row once more.
        return _isSqlite ? new StringReader(reader.GetString(place)) : reader.GetTextReader(place);
    }

    /// <summary>Reads the rest of a row in which something was found.</summary>
    /// <param name="reader">The reader, on the row.</param>
    /// <param name="found">The places of the columns in which something was found.</param>
    public FoundRow ReadRow(DbDataReader reader, IReadOnlyCollection<int> found)
    {
        var ordinal = _columns.Count;
        var key = _key.ConvertAll(column => column.Read(reader, ordinal++));
        var links = _links.ToDictionary(link => link, _ => !reader.IsDBNull(ordinal++));
        var tenant = People?.Tenant?.Read(reader, ordinal);
        return new FoundRow(
            _isKeyTyped ? RowIdentity.Of(People!.Holder, key) : null,
            found.Any(place => _columns[place].IsKey) ? [] : [.. key.OfType<object>()],
            People is not null && People.Links.Any(link => link.All(column => links[column])),
            tenant);
    }
}
