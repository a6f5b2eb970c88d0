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

    public IReadOnlyList<DeclaredAnchor> Of(PersonRow row)
    {
        var anchors = new List<DeclaredAnchor>();
        foreach (var (anchor, property) in Declared(row.Mapped))
        {
            var dates = row.Values(property).Select(runtime.Day).ToList();
            if (dates.Count > 0)
            {
                anchors.Add(new DeclaredAnchor(anchor, dates.Contains(null) ? null : dates.Max()));
            }
        }

        return anchors;
    }
}
