using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Builds the statement that reads a table past EF Core, with columns of the rows that its foreign keys lead to.</summary>
internal sealed class RowQuery(ISqlGenerationHelper sql, ITable table)
{
    private const string Root = "t0";

    private readonly List<SelectedColumn> _columns = [];
    private readonly StringBuilder _from = new($"{sql.DelimitIdentifier(table.Name, table.Schema)} AS {Root}");
    private readonly Dictionary<string, string> _aliases = [];

    public IReadOnlyList<SelectedColumn> Columns => _columns;

    /// <summary>Selects a column of the table, as the database gives it or as a property holds it.</summary>
    /// <returns>Its place in the result.</returns>
    public int Select(string column, IProperty? property = null) => Add(new SelectedColumn(Qualify(Root, column), property));

    /// <summary>Selects the key of the person over a path from an entity's row.</summary>
    /// <returns>The places of its values in the result.</returns>
    public IReadOnlyList<int> SelectPerson(RowSubject subject)
    {
        var row = new Place(subject.EntityType, table, Root);
        if (subject.PersonKey is { } own)
        {
            return [.. own.Select(property => Add(new SelectedColumn(Column(row, property), property)))];
        }

        var hops = subject.Path!.Hops.Cast<IForeignKey>().ToList();
        var link = hops[0].Properties.Select(property => Column(row, property)).ToList();
        for (var index = 0; ; index++)
        {
            var isLast = index == hops.Count - 1;
            if (isLast && hops[index].PrincipalKey.IsPrimaryKey())
            {
                return [.. link.Zip(hops[index].Properties, (column, property) => Add(new SelectedColumn(column, property)))];
            }

            var principals = Join(hops[index], link);
            var next = isLast ? hops[index].PrincipalEntityType.FindPrimaryKey()!.Properties : hops[index + 1].Properties;
            link = [.. next.Select(property => Column(principals, property))];
            if (isLast)
            {
                return [.. link.Zip(next, (column, property) => Add(new SelectedColumn(column, property)))];
            }
        }
    }

    /// <summary>Selects a property of the row that an entity's row is, or is an owned part of.</summary>
    /// <returns>Its place in the result.</returns>
    public int SelectOfOwner(IEntityType entityType, IProperty property)
    {
        if (ColumnIn(table, property) is { } beside)
        {
            return Select(beside);
        }

        IReadOnlyList<Place> row = [new Place(entityType, table, Root)];
        while (row[0].EntityType.FindOwnership() is { } ownership)
        {
            row = Join(ownership, [.. ownership.Properties.Select(part => Column(row, part))]);
        }

        return Add(new SelectedColumn(Column(row, property), Property: null));
    }

    /// <summary>Writes the statement that reads the first rows, or those after a key that is passed as <c>@p0</c>, <c>@p1</c> ….</summary>
    public string Write(IReadOnlyList<string> key, IReadOnlyList<string> present, bool first, int rows)
    {
        var keys = string.Join(", ", key.Select(column => Qualify(Root, column)));
        var parameters = string.Join(", ", key.Select((_, index) => $"@p{index}"));
        var condition = string.Join(" OR ", present.Select(column => $"{Qualify(Root, column)} IS NOT NULL"));
        var after = first ? "" : $" AND ({keys}) > ({parameters})";
        return $"SELECT {string.Join(", ", _columns.Select(column => column.Sql))} FROM {_from} WHERE ({condition}){after} ORDER BY {keys} LIMIT {rows}";
    }

    private int Add(SelectedColumn column)
    {
        var place = _columns.IndexOf(column);
        if (place < 0)
        {
            _columns.Add(column);
        }

        return place < 0 ? _columns.Count - 1 : place;
    }

    /// <summary>Joins the rows that a foreign key leads to. In a hierarchy with a table for each concrete type, they may be in any of these.</summary>
    private IReadOnlyList<Place> Join(IForeignKey hop, IReadOnlyList<string> link)
    {
        var types = hop.PrincipalEntityType.GetMappingStrategy() == RelationalAnnotationNames.TpcMappingStrategy
            ? hop.PrincipalEntityType.GetConcreteDerivedTypesInclusive()
            : [hop.PrincipalEntityType];
        return
        [
            .. types.Select(type =>
            {
                var principal = TableOf(type, hop.PrincipalKey.Properties);
                return new Place(type, principal, Join(principal, hop.PrincipalKey.Properties, link));
            }),
        ];
    }

    private string Join(ITableBase joined, IReadOnlyList<IProperty> key, IReadOnlyList<string> values)
    {
        var name = sql.DelimitIdentifier(joined.Name, joined.Schema);
        var identity = $"{name}:{string.Join(',', key.Select(property => property.Name))}={string.Join(',', values)}";
        if (!_aliases.TryGetValue(identity, out var alias))
        {
            alias = $"t{_aliases.Count + 1}";
            _aliases.Add(identity, alias);
            var condition = string.Join(" AND ", key.Zip(values, (property, value) => $"{Qualify(alias, ColumnIn(joined, property)!)} = {value}"));
            _from.Append(CultureInfo.InvariantCulture, $" LEFT JOIN {name} AS {alias} ON {condition}");
        }

        return alias;
    }

    private string Column(IReadOnlyList<Place> places, IProperty property)
        => places is [var only] ? Column(only, property) : $"COALESCE({string.Join(", ", places.Select(place => Column(place, property)))})";

    /// <summary>Names a column of an entity's row, which may lie in another of the entity's tables.</summary>
    private string Column(Place place, IProperty property)
    {
        if (ColumnIn(place.Table, property) is { } own)
        {
            return Qualify(place.Alias, own);
        }

        var key = place.EntityType.FindPrimaryKey()!.Properties;
        var other = TableOf(place.EntityType, [.. key, property]);
        var alias = Join(other, key, [.. key.Select(part => Qualify(place.Alias, ColumnIn(place.Table, part)!))]);
        return Qualify(alias, ColumnIn(other, property)!);
    }

    private static ITableBase TableOf(IEntityType entityType, IReadOnlyList<IProperty> properties)
        => entityType.GetTableMappings().Select(mapping => mapping.Table).First(table => properties.All(property => ColumnIn(table, property) is not null));

    private static string? ColumnIn(ITableBase table, IProperty property)
        => property.GetTableColumnMappings().FirstOrDefault(mapping => mapping.TableMapping.Table == table)?.Column.Name;

    private string Qualify(string alias, string column) => $"{alias}.{sql.DelimitIdentifier(column)}";

    private sealed record Place(IEntityType EntityType, ITableBase Table, string Alias);
}
