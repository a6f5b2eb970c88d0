using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>A column of a table that holds envelopes, and how to seal them under another key.</summary>
/// <param name="Table">The table, which has a primary key.</param>
/// <param name="Name">The column.</param>
/// <param name="Binding">What its values are bound to.</param>
/// <param name="Reseal">One way for each property that is stored there: siblings in a hierarchy may share a column.</param>
internal sealed record SealedColumn(
    ITable Table, string Name, ColumnBinding Binding, IReadOnlyList<Func<byte[], SubjectKey, SubjectKey, byte[]>> Reseal)
{
    public string Id => $"{Table.SchemaQualifiedName}.{Name}";

    /// <summary>Finds every column of a model that holds envelopes: of entities, owned and complex types, and of people's choices.</summary>
    public static IReadOnlyList<SealedColumn> Of(IModel model)
        => [.. model.GetEntityTypes()
            .SelectMany(type => type.GetFlattenedProperties())
            .Select(property => (Property: property, Way: WayOf(property)))
            .Where(column => column.Way is not null)
            .SelectMany(column => column.Property.GetTableColumnMappings().Select(mapping => (mapping.Column, Way: column.Way!)))
            .Where(column => column.Column.Table.PrimaryKey is not null)
            .GroupBy(column => (column.Column.Table, column.Column.Name))
            .Select(ways => new SealedColumn(
                ways.Key.Table, ways.Key.Name, ways.First().Way.Binding, [.. ways.Select(way => way.Way).DistinctBy(way => way.Binding.ColumnId).Select(way => way.Reseal)]))
            .OrderBy(column => column.Id, StringComparer.Ordinal)];

    /// <summary>As <see cref="Of"/>, where every encrypted value has to be in one of them.</summary>
    /// <exception cref="NotSupportedException">One lies where it cannot be looked for.</exception>
    public static IReadOnlyList<SealedColumn> RequireAll(IModel model)
    {
        var elsewhere = model.GetEntityTypes()
            .Where(type => type.FindPrimaryKey() is not null)
            .SelectMany(type => type.GetFlattenedProperties())
            .FirstOrDefault(property => WayOf(property) is not null && !property.GetTableColumnMappings().Any(mapping => mapping.Column.Table.PrimaryKey is not null));
        return elsewhere is null ? Of(model) : throw KeyStoreErrors.ValuesElsewhere(elsewhere);
    }

    private static Way? WayOf(IProperty property)
        => property.EncryptedColumn() is { IsText: false } column ? new Way(column.Binding, column.Reseal)
            : SealedTexts.Find(property) is { } text ? new Way(text.Column, (envelope, from, to) => text.Cipher.Seal(text.Cipher.Open(envelope, from), to))
            : null;

    private sealed record Way(ColumnBinding Binding, Func<byte[], SubjectKey, SubjectKey, byte[]> Reseal);
}
