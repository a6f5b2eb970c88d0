using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Empties the places of a tracked row in which a property is stored.</summary>
internal static class RowValues
{
    /// <summary>Whether nothing is there that could be taken: no value, or what is written in place of one.</summary>
    public static bool IsEmpty(PersonRow row, MappedProperty property)
    {
        var values = row.Values(property).Where(value => value is not null).ToList();
        return values.Count == 0
            || (ReplacementValue.HasDefault(property.Property, property.Mark!)
                && property.TextOf(ReplacementValue.For(property.Property, property.Mark!)) is var empty
                && values.TrueForAll(value => property.TextOf(value) == empty));
    }

    /// <summary>Writes what stands in place of a value.</summary>
    public static void Empty(DbContext context, PersonRow row, MappedProperty property)
    {
        foreach (var part in EntryPart.Of(context, row, property).ToList())
        {
            if (property.IsPersonalIn(part.Owner))
            {
                part.Property(property.Property).CurrentValue = ReplacementValue.For(property.Property, property.Mark!);
            }
        }
    }
}
