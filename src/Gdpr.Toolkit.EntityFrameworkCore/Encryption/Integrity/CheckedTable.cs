using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A table with encrypted columns, and the statements that read it in pages together with whose each row is.</summary>
internal sealed class CheckedTable
{
    private CheckedTable(DbContext context, ITable table, IReadOnlyList<CheckedProperty> properties, int rows)
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
        var present = properties.SelectMany(property => property.Columns).Distinct().ToList();
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

    public IReadOnlyList<SelectedColumn> Columns { get; }

    /// <summary>Gets the statement that reads the first rows.</summary>
    public string First { get; }

    /// <summary>Gets the statement that reads the rows after a key.</summary>
    public string Next { get; }

    /// <summary>Finds every table with encrypted columns: of entities, owned and complex types, and of people's choices.</summary>
    public static IReadOnlyList<CheckedTable> Of(DbContext context, int rows)
        => [.. context.Model.GetEntityTypes()
            .Where(type => !type.IsAbstract())
            .SelectMany(CheckedProperty.Of)
            .GroupBy(property => property.Table)
            .Select(properties => new CheckedTable(context, properties.Key, [.. properties], rows))];
}
