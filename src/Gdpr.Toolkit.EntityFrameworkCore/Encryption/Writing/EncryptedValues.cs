using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Has the encrypted values of a tracked row written again, whether they have changed or not.</summary>
internal static class EncryptedValues
{
    /// <returns>Whether the row has any.</returns>
    public static bool MarkModified(EntityEntry entry)
    {
        var encrypted = EntityProtection.Of((IEntityType)entry.Metadata).Columns;
        foreach (var property in encrypted)
        {
            ValueOf(entry, property).IsModified = true;
        }

        return encrypted.Count > 0;
    }

    private static PropertyEntry ValueOf(EntityEntry entry, IProperty property)
    {
        if (property.DeclaringType is not IComplexType type)
        {
            return entry.Property(property);
        }

        var steps = new Stack<IComplexProperty>();
        for (var step = type; step is not null; step = step.ComplexProperty.DeclaringType as IComplexType)
        {
            steps.Push(step.ComplexProperty);
        }

        var complex = steps.Skip(1).Aggregate(entry.ComplexProperty(steps.Peek()), (outer, step) => outer.ComplexProperty(step));
        return complex.Property(property);
    }
}
