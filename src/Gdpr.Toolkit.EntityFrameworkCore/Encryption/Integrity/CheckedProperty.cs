using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An encrypted property of an entity type, and one table in which it is stored.</summary>
internal sealed class CheckedProperty
{
    private readonly IEntityType _entityType;
    private readonly IProperty _property;
    private readonly IReadOnlyDictionary<IndexSlot, string> _indexes;

    private CheckedProperty(IEntityType entityType, IProperty property, IColumn column)
    {
        _entityType = entityType;
        _property = property;
        Table = column.Table;
        Column = column.Name;
        _indexes = EntityProtection.Of(entityType).Indexes
            .Where(index => index.Source == property)
            .Select(index => (Slot: index.Index.IndexSlot()!.Value, Column: ColumnOf(index.Index)))
            .Where(index => index.Column is not null)
            .ToDictionary(index => index.Slot, index => index.Column!);
    }

    public ITable Table { get; }

    public string Column { get; }

    /// <summary>Gets the column of values, and those of the blind index.</summary>
    public IEnumerable<string> Columns => _indexes.Values.Prepend(Column);

    /// <summary>Finds the encrypted properties of an entity type in the tables that hold its rows.</summary>
    public static IEnumerable<CheckedProperty> Of(IEntityType entityType)
    {
        var tables = entityType.GetTableMappings().Select(mapping => mapping.Table).ToHashSet();
        return from property in entityType.GetFlattenedProperties()
               where property.EncryptedColumn() is { IsText: false } || SealedTexts.Find(property) is { Reference: not null }
               from mapping in property.GetTableColumnMappings()
               where tables.Contains(mapping.TableMapping.Table) && mapping.Column.Table.PrimaryKey is not null
               select new CheckedProperty(entityType, property, mapping.Column);
    }

    public CheckedWay SelectFrom(RowQuery query)
    {
        if (SealedTexts.Find(_property) is { } text)
        {
            var reference = ColumnOf(_entityType.FindProperty(text.Reference!)!)!;
            return new CheckedWay(text.Column, (envelope, key) => text.Cipher.Open(envelope, key), new CheckedPerson(Kind: null, [query.Select(reference)]), Tag: null);
        }

        var column = _property.EncryptedColumn()!;
        var subject = RowSubject.Of(_entityType);
        return new CheckedWay(
            column.Binding,
            column.Read,
            new CheckedPerson(subject.Kind, subject.Path is null ? [] : query.SelectPerson(subject)),
            _indexes.Count == 0 ? null : SelectTag(query, column));
    }

    private CheckedTag SelectTag(RowQuery query, EncryptedColumn column) => new(
        _indexes.ToDictionary(index => index.Key, index => query.Select(index.Value)),
        column.Tag,
        RemovedRow.RequestedAtOf(_entityType) is { } requestedAt ? query.SelectOfOwner(_entityType, requestedAt) : null,
        Replacement() is { } replacement ? value => _property.GetValueComparer().Equals(value, replacement) : _ => false);

    private object? Replacement()
        => _property.PersonalData() is { } mark && ReplacementValue.HasDefault(_property, mark) ? ReplacementValue.For(_property, mark) : null;

    private string? ColumnOf(IProperty property)
        => property.GetTableColumnMappings().FirstOrDefault(mapping => mapping.Column.Table == Table)?.Column.Name;
}
