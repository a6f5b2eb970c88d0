using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An encrypted property of an entity type, and one table in which it is stored.</summary>
internal sealed class CheckedProperty
{
    private readonly IEntityType _entityType;
    private readonly IProperty _property;
    private readonly string? _index;

    private CheckedProperty(IEntityType entityType, IProperty property, IColumn column)
    {
        _entityType = entityType;
        _property = property;
        Table = column.Table;
        Column = column.Name;
        _index = EntityProtection.Of(entityType).Indexes.FirstOrDefault(index => index.Source == property).Index is { } index
            ? ColumnOf(index)
            : null;
    }

    public ITable Table { get; }

    public string Column { get; }

    /// <summary>Gets the column of values, and that of the blind index.</summary>
    public IEnumerable<string> Columns => _index is null ? [Column] : [Column, _index];

    /// <summary>Finds the encrypted properties of an entity type in the tables that hold its rows.</summary>
    public static IEnumerable<CheckedProperty> Of(IEntityType entityType)
    {
        var tables = entityType.GetTableMappings().Select(mapping => mapping.Table).ToHashSet();
        return from property in entityType.GetFlattenedProperties()
               where property.EncryptedColumn() is { IsText: false } || SealedTexts.Find(property) is not null
               from mapping in property.GetTableColumnMappings()
               where tables.Contains(mapping.TableMapping.Table) && mapping.Column.Table.PrimaryKey is not null
               select new CheckedProperty(entityType, property, mapping.Column);
    }

    public CheckedWay SelectFrom(RowQuery query)
    {
        if (SealedTexts.Find(_property) is { } text)
        {
            var reference = ColumnOf(_entityType.FindProperty(nameof(ChoiceRow.SubjectRef))!)!;
            return new CheckedWay(text.Column, (envelope, key) => text.Cipher.Open(envelope, key), new CheckedPerson(Kind: null, [query.Select(reference)]), Tag: null);
        }

        var column = _property.EncryptedColumn()!;
        var subject = RowSubject.Of(_entityType);
        return new CheckedWay(
            column.Binding,
            column.Read,
            new CheckedPerson(subject.Kind, subject.Path is null ? [] : query.SelectPerson(subject)),
            _index is null ? null : new CheckedTag(query.Select(_index), column.Tag));
    }

    private string? ColumnOf(IProperty property)
        => property.GetTableColumnMappings().FirstOrDefault(mapping => mapping.Column.Table == Table)?.Column.Name;
}
