using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column of a table that holds envelopes, and the two columns of its blind index.</summary>
/// <param name="Table">The table, which has a primary key.</param>
/// <param name="Envelope">The column of the values.</param>
/// <param name="Tags">The columns of the tags, by slot.</param>
/// <param name="Columns">One for each property that is stored there: siblings in a hierarchy may share a column.</param>
internal sealed record TaggedColumn(ITable Table, string Envelope, (string First, string Second) Tags, IReadOnlyList<EncryptedColumn> Columns)
{
    public string Name => $"{Table.SchemaQualifiedName}.{Tags.First}";

    public bool IsUnique => Columns.Any(column => column.Mark.Unique);

    /// <summary>Finds every one of a model.</summary>
    /// <exception cref="NotSupportedException">A value and its tags lie in different tables, or there is no second column.</exception>
    public static IReadOnlyList<TaggedColumn> Of(IModel model)
        => [.. model.GetEntityTypes()
            .SelectMany(type => EntityProtection.Of(type).Indexes.GroupBy(index => index.Source, index => index.Index))
            .SelectMany(Places)
            .GroupBy(place => (place.Table, place.Envelope, place.Tags))
            .Select(places => new TaggedColumn(
                places.Key.Table, places.Key.Envelope, places.Key.Tags, [.. places.Select(place => place.Column).DistinctBy(column => column.Binding.ColumnId)]))
            .OrderBy(column => column.Name, StringComparer.Ordinal)];

    public string TagsIn(IndexSlot slot) => slot == IndexSlot.First ? Tags.First : Tags.Second;

    private static IEnumerable<Place> Places(IGrouping<IProperty, IProperty> indexes)
    {
        var property = indexes.Key;
        var second = indexes.SingleOrDefault(index => index.IndexSlot() == IndexSlot.Second) ?? throw KeyStoreErrors.IndexNotPrepared();
        var first = indexes.Single(index => index.IndexSlot() == IndexSlot.First);
        foreach (var mapping in property.GetTableColumnMappings().Where(mapping => mapping.Column.Table.PrimaryKey is not null))
        {
            var table = mapping.Column.Table;
            yield return new Place(
                table,
                mapping.Column.Name,
                (ColumnIn(table, first) ?? throw KeyStoreErrors.TagsElsewhere(property), ColumnIn(table, second) ?? throw KeyStoreErrors.TagsElsewhere(property)),
                property.EncryptedColumn()!);
        }
    }

    private static string? ColumnIn(ITable table, IProperty property)
        => property.GetTableColumnMappings().FirstOrDefault(mapping => mapping.Column.Table == table)?.Column.Name;

    private sealed record Place(ITable Table, string Envelope, (string First, string Second) Tags, EncryptedColumn Column);
}
