using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Export;

/// <summary>Makes the fields of an entity's records from its mapped properties: keys and references first, as the model has them, then what is personal data.</summary>
internal static class RecordFields
{
    public static IReadOnlyList<RecordField> Of(IEnumerable<MappedProperty> properties) => Build([.. properties], depth: 0);

    /// <summary>Whether a key or foreign key is shown: all but those that lead to somebody else, so that records can be put together again.</summary>
    public static bool IsShownLink(MappedProperty property, MappedEntity mapped)
        => IsReference(property) && !LeadsToSomebodyElse(property, mapped);

    /// <summary>Whether a foreign key refers to a person, and is not the one by which the row is this person's (GDPR Art. 15(4)).</summary>
    public static bool LeadsToSomebodyElse(MappedProperty property, MappedEntity mapped)
        => IsReference(property)
            && property.Property.GetContainingForeignKeys().ToList() is { Count: > 0 } links
            && links.TrueForAll(link => link.PrincipalEntityType.SubjectType() is not null && !mapped.Path.Hops.Take(1).Contains(link));

    private static bool IsReference(MappedProperty property)
        => property.IsLink && property.Steps.Count == 0 && (property.Property.IsKey() || property.Property.IsForeignKey());

    private static List<RecordField> Build(IReadOnlyList<MappedProperty> properties, int depth)
        => [.. properties.GroupBy(property => Member(property, depth)).Select(group => Build(group.Key, [.. group], properties, depth))];

    private static RecordField Build(IPropertyBase member, IReadOnlyList<MappedProperty> own, IReadOnlyList<MappedProperty> siblings, int depth)
        => own[0].Steps.Count > depth ? Part(member, Build(own, depth + 1)) : Value(own[0], siblings);

    private static IPropertyBase Member(MappedProperty property, int depth) => property.Steps.Count > depth ? property.Steps[depth] : property.Property;

    private static RecordField Part(IPropertyBase step, IReadOnlyList<RecordField> members) => new(
        new ExportField(ExportNames.Of(step), ExportNames.Title(step))
        {
            Members = [.. members.Select(member => member.Field)],
            IsList = step is INavigation { IsCollection: true } or IComplexProperty { IsCollection: true },
        },
        step,
        members);

    private static RecordField Value(MappedProperty property, IEnumerable<MappedProperty> siblings)
    {
        var isOnlyOne = siblings.Count(other => other.Category == property.Category && other.Steps.Count == property.Steps.Count) == 1;
        var field = new ExportField(
            ExportNames.Of(property.Property), property.Mark is null ? ExportNames.Title(property.Property) : ExportNames.Title(property, isOnlyOne))
        {
            Schema = ExportTypes.Schema(Written(property), property.Property.IsNullable),
            IsAlwaysThere = property is { When: null, WithheldWhen: null },
            Category = property.Category,
            Purposes = property.Purposes,
            Provenance = property.Provenance,
            Source = property.Mark?.Source,
        };
        return new RecordField(field, property);
    }

    private static Type Written(MappedProperty property)
        => ExportTypes.IsKnown(property.Property.ClrType)
            ? property.Property.ClrType
            : property.Property.OwnConverter()?.ProviderClrType ?? property.Property.ClrType;
}
