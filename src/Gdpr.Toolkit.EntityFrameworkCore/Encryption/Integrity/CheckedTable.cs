using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A table with encrypted columns, and the statements that read it in pages together with whose each row is.</summary>
internal sealed class CheckedTable
{
    private CheckedTable(DbContext context, ITable table, IReadOnlyList<CheckedProperty> properties, IReadOnlyList<DocumentColumn> documents, int rows)
    {
        var query = new RowQuery(context.GetService<ISqlGenerationHelper>(), table);
        var key = table.PrimaryKey!.Columns.Select(column => column.Name).ToList();
        Name = table.SchemaQualifiedName;
        Key = [.. key.Select(column => query.Select(column))];
        KeyPlaces = [.. table.PrimaryKey.Columns.Select(column => query.Select(column.Name, column.PropertyMappings[0].Property))];
        Cells =
        [
            .. properties.GroupBy(property => property.Column).Select(column => new CheckedCell(
                query.Select(column.Key), [.. column.Select(property => property.SelectFrom(query)).DistinctBy(way => (way.Binding.ColumnId, string.Join(',', way.Person.Places)))])),
        ];
        Documents = [.. documents.Select(document => document.SelectFrom(query))];
        var present = properties.SelectMany(property => property.Columns).Concat(documents.Select(document => document.Name)).Distinct().ToList();
        Columns = query.Columns;
        First = query.Write(key, present, first: true, rows);
        Next = query.Write(key, present, first: false, rows);
    }

    public string Name { get; }

    /// <summary>Gets the places of the primary key in a row, as the database gives it.</summary>
    public IReadOnlyList<int> Key { get; }

    /// <summary>Gets the places of the primary key in a row, as entities hold it.</summary>
    public IReadOnlyList<int> KeyPlaces { get; }

    public IReadOnlyList<CheckedCell> Cells { get; }

    public IReadOnlyList<CheckedDocument> Documents { get; }

    public IReadOnlyList<SelectedColumn> Columns { get; }

    /// <summary>Gets the statement that reads the first rows.</summary>
    public string First { get; }

    /// <summary>Gets the statement that reads the rows after a key.</summary>
    public string Next { get; }

    /// <summary>Finds every table with encrypted values: of entities, owned and complex types, and of people's choices.</summary>
    public static IReadOnlyList<CheckedTable> Of(DbContext context, int rows)
    {
        var types = context.Model.GetEntityTypes().Where(type => !type.IsAbstract()).ToList();
        var properties = types.SelectMany(CheckedProperty.Of).ToLookup(property => property.Table);
        var documents = types.SelectMany(DocumentColumn.Of).DistinctBy(document => (document.Table, document.Name, document.Content)).ToLookup(document => document.Table);
        return
        [
            .. properties.Select(table => table.Key)
                .Union(documents.Select(table => table.Key))
                .Select(table => new CheckedTable(context, table, [.. properties[table]], [.. documents[table]], rows)),
        ];
    }

    /// <summary>Gets what a row holds in every place where something encrypted belongs; columns that are empty included.</summary>
    public IEnumerable<CheckedValue> ValuesIn(object?[] row)
        => Cells.Select(cell => new CheckedValue(cell.Ways, row[cell.Place])).Concat(Documents.SelectMany(document => document.ValuesIn(row)));
}
