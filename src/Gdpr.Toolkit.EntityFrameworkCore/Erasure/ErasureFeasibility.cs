using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Refuses a plan that could not be carried out, while it is made.</summary>
internal static class ErasureFeasibility
{
    /// <exception cref="NotSupportedException">A value would have to be overwritten, and there is nothing to overwrite it with or no way to it.</exception>
    public static void Require(DetailedPlan plan)
    {
        foreach (var row in plan.Rows.Where(row => row.IsKept))
        {
            foreach (var property in row.Row.Personal.Where(property => !row.Retained.ContainsKey(property)))
            {
                ReplacementValue.For(property.Property, property.Mark!);
                RequireReachable(property);
            }
        }
    }

    /// <summary>Owned types are reached to any depth, complex types only from the entity itself.</summary>
    private static void RequireReachable(MappedProperty property)
    {
        var complex = property.Steps.OfType<IComplexProperty>().ToList();
        if (complex.Count > 0 && (complex.Count != property.Steps.Count || complex.Any(step => step.IsCollection)))
        {
            throw new NotSupportedException(
                $"'{property.Entity}.{property.Path}' lies in a complex type within an owned type or a collection, which cannot be erased yet. "
                + "Map it as an owned type.");
        }
    }
}
