using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>A value with a blind index, by which other people who hold the same are found.</summary>
internal sealed record IndexedValue(IEntityType EntityType, IProperty Property, object Value)
{
    public static bool IsIndexed(PersonRow row, MappedProperty property)
        => property.Steps.Count == 0 && EntityProtection.Of(row.Mapped.EntityType).Indexes.Any(index => index.Source == property.Property);

    public static IndexedValue? Of(PersonRow row, MappedProperty property, object value)
        => IsIndexed(row, property) ? new IndexedValue(row.Mapped.EntityType, property.Property, value) : null;

    /// <summary>Whether somebody holds the value. The erased person's own tags are gone by now.</summary>
    public Task<bool> IsHeldAsync(DbContext context, CancellationToken cancellationToken)
        => StoredRows.Select(context, EntityType, [Property], [Value], EntityType.FindPrimaryKey()!.Properties).AnyAsync(cancellationToken);
}
