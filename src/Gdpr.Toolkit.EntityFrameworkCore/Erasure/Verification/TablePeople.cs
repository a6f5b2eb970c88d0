using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What the model says of a table: whose its rows are, and how a row is recognised.</summary>
internal sealed class TablePeople
{
    private readonly ITable _table;
    private readonly HashSet<string> _identifiers;

    private TablePeople(IModel model, ITable table)
    {
        _table = table;
        var types = table.EntityTypeMappings.Select(mapping => mapping.TypeBase).OfType<IEntityType>().ToList();
        var type = types.Find(type => !type.IsOwned()) ?? types[0];
        var key = KeyOfHolder(type) ?? [];
        Holder = Root(type);
        Key = key.All(property => ColumnOf(property) is not null) ? [.. key.Select(property => new SelectedColumn(ColumnOf(property)!, property))] : [];
        var own = PersonalDataMap.Of(model).Subjects.SelectMany(graph => graph.Entities).Where(entity => Root(entity.EntityType) == Holder).ToList();
        Links = [.. own.Select(entity => Link(entity.Path))];
        Tenant = own.Select(entity => entity.TenantProperty).OfType<IProperty>().FirstOrDefault() is { } tenant && ColumnOf(tenant) is { } column
            ? new SelectedColumn(column, tenant)
            : null;
        _identifiers = [.. table.Columns.Where(column => column.PropertyMappings.Any(mapping => ErasedValue.IsIdentifier(mapping.Property))).Select(column => column.Name)];
    }

    /// <summary>Gets the entity whose rows the table's rows are, or are parts of.</summary>
    public IEntityType Holder { get; }

    /// <summary>Gets the columns with the holder's key; none where the table does not hold it.</summary>
    public IReadOnlyList<SelectedColumn> Key { get; }

    /// <summary>Gets, for each way to a person, the columns that must not be null; an empty one where every row leads to somebody. None where no way does.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Links { get; }

    /// <summary>Gets the column with the tenant.</summary>
    public SelectedColumn? Tenant { get; }

    /// <summary>Finds what the model says of a table; null where it does not know it.</summary>
    public static TablePeople? Find(IModel model, StoredTable stored)
        => model.GetRelationalModel().Tables.FirstOrDefault(table => stored.Is(table.Name, table.Schema)) is { } table
            && table.EntityTypeMappings.Any(mapping => mapping.TypeBase is IEntityType)
            ? new TablePeople(model, table)
            : null;

    public bool HasColumn(string name) => _table.FindColumn(name) is not null;

    /// <summary>Whether a column holds what identifies people.</summary>
    public bool HoldsIdentifiers(string column) => _identifiers.Contains(column);

    /// <summary>Whether a property is stored in a column, by itself or in a document.</summary>
    public bool IsIn(MappedProperty property, string column)
        => ColumnOf(property.Property) is { } own ? own == column : property.Property.DeclaringType.GetContainerColumnName() == column;

    private static IEntityType Root(IEntityType type) => type.FindOwnership() is { } ownership ? Root(ownership.PrincipalEntityType) : type.GetRootType();

    /// <summary>The key of the entity that a type is a part of, as the type's own row repeats it.</summary>
    private static IReadOnlyList<IProperty>? KeyOfHolder(IEntityType type)
    {
        if (type.FindOwnership() is not { } ownership)
        {
            return type.FindPrimaryKey()?.Properties;
        }

        var places = KeyOfHolder(ownership.PrincipalEntityType)?.Select(property => ownership.PrincipalKey.Properties.ToList().IndexOf(property)).ToList();
        return places is null || places.Contains(-1) ? null : places.ConvertAll(place => ownership.Properties[place]);
    }

    private IReadOnlyList<string> Link(SubjectPath path)
        => path.Hops is [IForeignKey first, ..] && first.Properties.Select(ColumnOf).ToList() is var columns && !columns.Contains(null)
            ? [.. columns.OfType<string>()]
            : [];

    private string? ColumnOf(IProperty property)
        => property.GetTableColumnMappings().FirstOrDefault(mapping => mapping.Column.Table == _table)?.Column.Name;
}
