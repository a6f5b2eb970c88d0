using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Finds the places of a tracked row in which a property is stored, and empties them.</summary>
internal sealed class RowValues(DbContext context)
{
    /// <summary>Whether nothing is there that could be taken: no value, or what is written in place of one.</summary>
    public static bool IsEmpty(PersonRow row, MappedProperty property)
    {
        var values = row.Values(property).Where(value => value is not null).ToList();
        return values.Count == 0
            || (ReplacementValue.HasDefault(property.Property, property.Mark!)
                && ValueText.Of(ReplacementValue.For(property.Property, property.Mark!)) is var empty
                && values.TrueForAll(value => ValueText.Of(value) == empty));
    }

    /// <summary>Writes what stands in place of a value.</summary>
    public void Empty(PersonRow row, MappedProperty property)
    {
        foreach (var (_, value) in Places(row, property).Where(place => property.IsPersonalIn(place.Owner)))
        {
            value.CurrentValue = ReplacementValue.For(property.Property, property.Mark!);
        }
    }

    /// <summary>Gets one place, or one for every element of an owned collection, each with the object that holds it.</summary>
    public IEnumerable<(object Owner, PropertyEntry Value)> Places(PersonRow row, MappedProperty property)
    {
        var entry = context.Entry(row.Entity);
        if (property.Steps.Count == 0)
        {
            return [(row.Entity, entry.Property(property.Property))];
        }

        return property.Steps[^1] is INavigation
            ? row.Owners(property.Steps).Select(owner => (owner, context.Entry(owner).Property(property.Property)))
            : row.Owners(property.Steps).Select(owner => (owner, Complex(entry, property)));
    }

    private static PropertyEntry Complex(EntityEntry entry, MappedProperty property)
    {
        var steps = property.Steps.Cast<IComplexProperty>().ToList();
        var complex = steps.Skip(1).Aggregate(entry.ComplexProperty(steps[0]), (outer, step) => outer.ComplexProperty(step));
        return complex.Property(property.Property);
    }
}
