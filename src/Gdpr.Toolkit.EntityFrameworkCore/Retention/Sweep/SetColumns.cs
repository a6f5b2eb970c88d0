using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Retention;

/// <summary>What is written into the columns of a group when it is emptied by one statement for many rows.</summary>
internal static class SetColumns
{
    /// <summary>Whether no key is needed to empty a property: a cipher text becomes null, a plain value its replacement. Nobody can write what the database computes.</summary>
    public static bool CanEmpty(MappedProperty property)
        => property.IsEncrypted
            ? property.Property.IsNullable && property.Mark!.Replacement is null
            : property.Steps.Count == 0 && property.Property.GetComputedColumnSql() is null && ReplacementValue.HasDefault(property.Property, property.Mark!);

    /// <summary>Gets columns and values: those of the properties, and null for their blind indexes.</summary>
    public static IReadOnlyList<(IProperty Column, object? Value)> Of(SweepGroup group)
        =>
        [
            .. group.Properties.Select(property => (property.Property, ReplacementValue.For(property.Property, property.Mark!))),
            .. group.Entity.Shadow
                .Where(index => group.Properties.Any(property => (string?)index[GdprAnnotationNames.BlindIndexOf] == property.Path))
                .Select(index => (index, (object?)null)),
        ];
}
