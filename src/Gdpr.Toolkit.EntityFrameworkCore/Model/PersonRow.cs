using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>A row that belongs to a person, as an entity, with the values that no CLR member holds.</summary>
internal sealed class PersonRow(MappedEntity mapped, object entity, IReadOnlyList<object?> shadow) : IRowsOfPerson
{
    public MappedEntity Mapped { get; } = mapped;

    public object Entity { get; } = entity;

    public int Count => 1;

    /// <summary>Gets the properties that hold personal data in this row: all that can, but those whose condition says otherwise.</summary>
    public IEnumerable<MappedProperty> Personal => Mapped.Personal.Where(Holds);

    /// <summary>Gets what tells the row, as this person's, apart from all others.</summary>
    public string Identity
        => $"{Mapped.EntityType.Name}|{Mapped.Path}|{ValueText.Of(KeyValues(Mapped.EntityType.FindPrimaryKey()!.Properties))}";

    /// <summary>Reads a property of the entity itself.</summary>
    public object? this[IProperty property] => property.IsShadowProperty()
        ? shadow[IndexOf(property)]
        : property.GetGetter().GetClrValue(Entity);

    /// <summary>Gets whether any blind index still leads to the row.</summary>
    public bool HasTag => Mapped.Shadow.Any(property =>
        property[GdprAnnotationNames.BlindIndexOf] is string source && this[property] is true && Mapped.Personal.Any(own => own.Path == source));

    /// <summary>Reads a mapped property: one value, or one for every element of an owned collection.</summary>
    public IEnumerable<object?> Values(MappedProperty property)
        => property.Steps.Count == 0
            ? property.IsPersonalIn(Entity) ? [this[property.Property]] : []
            : Owners(property.Steps).Where(property.IsPersonalIn).Select(owner => property.Property.GetGetter().GetClrValue(owner));

    public IEnumerable<object?> Beside(MappedProperty property, string name)
        => property.Property.DeclaringType.FindProperty(name)! is var beside && property.Steps.Count == 0
            ? [this[beside]]
            : Owners(property.Steps).Select(beside.GetGetter().GetClrValue);

    /// <summary>Reads a mapped property as texts that differ whenever its values do. In an order of their own where the database has none.</summary>
    public IEnumerable<string> Texts(MappedProperty property)
        => Values(property).Select(property.TextOf) is var texts && property.IsUnordered ? texts.Order(StringComparer.Ordinal) : texts;

    /// <summary>Follows owned and complex types to the instances that hold a property.</summary>
    public IEnumerable<object> Owners(IReadOnlyList<IPropertyBase> steps)
        => steps.Aggregate((IEnumerable<object>)[Entity], (owners, step) => owners.SelectMany(owner => Follow(owner, step)));

    public object?[] KeyValues(IReadOnlyList<IProperty> properties) => [.. properties.Select(property => this[property])];

    private bool Holds(MappedProperty property)
        => property.When is null || Owners(property.Steps).Any(property.IsPersonalIn);

    private static IEnumerable<object> Follow(object owner, IPropertyBase step)
        => step.GetGetter().GetClrValue(owner) switch
        {
            null => [],
            System.Collections.IEnumerable elements when step is INavigation { IsCollection: true } or IComplexProperty { IsCollection: true } => elements.Cast<object>(),
            var value => [value],
        };

    private int IndexOf(IProperty property)
    {
        for (var index = 0; index < Mapped.Shadow.Count; index++)
        {
            if (Mapped.Shadow[index] == property)
            {
                return index;
            }
        }

        throw new InvalidOperationException($"'{property.DeclaringType.DisplayName()}.{property.Name}' was not read.");
    }
}
