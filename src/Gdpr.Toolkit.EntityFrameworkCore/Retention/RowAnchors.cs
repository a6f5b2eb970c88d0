using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Retention;

/// <summary>Reads the dates in rows from which retention runs. What the model says of them is looked up once an entity.</summary>
internal sealed class RowAnchors(GdprRuntime runtime)
{
    private readonly Dictionary<MappedEntity, IReadOnlyList<(AnchorName Anchor, MappedProperty Property)>> _declared = [];

    /// <summary>Gets the properties of an entity's rows that are such dates.</summary>
    public IReadOnlyList<(AnchorName Anchor, MappedProperty Property)> Declared(MappedEntity entity)
    {
        if (!_declared.TryGetValue(entity, out var declared))
        {
            declared =
            [
                .. from property in entity.Properties
                   where property.Classification != PropertyClassification.OtherPerson
                   from anchor in property.Property.Anchors()
                   select (anchor, property),
            ];
            _declared.Add(entity, declared);
        }

        return declared;
    }

    /// <summary>Whether the dates of an entity are columns of its own, so that they can be read without the rest of the row.</summary>
    public bool AreColumns(MappedEntity entity) => Declared(entity).All(declared => IsColumn(declared.Property));

    /// <summary>Takes the dates as they were read by themselves, in the order in which they are declared.</summary>
    public IReadOnlyList<DeclaredAnchor> Of(MappedEntity entity, IReadOnlyList<object?> values)
        => [.. Declared(entity).Zip(values, (declared, value) => new DeclaredAnchor(declared.Anchor, runtime.Day(value)))];

    public IReadOnlyList<DeclaredAnchor> Of(IRowsOfPerson row)
    {
        var declared = Declared(row.Mapped);
        if (declared.Count == 0)
        {
            return [];
        }

        var anchors = new List<DeclaredAnchor>(declared.Count);
        foreach (var (anchor, property) in declared)
        {
            if (IsColumn(property))
            {
                anchors.Add(new DeclaredAnchor(anchor, runtime.Day(row[property.Property])));
                continue;
            }

            var dates = row.Values(property).Select(runtime.Day).ToList();
            if (dates.Count > 0)
            {
                anchors.Add(new DeclaredAnchor(anchor, dates.Contains(null) ? null : dates.Max()));
            }
        }

        return anchors;
    }

    private static bool IsColumn(MappedProperty property) => property.Steps.Count == 0 && property.When is null;
}
