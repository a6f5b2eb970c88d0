using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Has the encrypted values of a tracked row written again, whether they have changed or not.</summary>
internal static class EncryptedValues
{
    /// <returns>Whether the row has any. What lies in JSON documents counts for the row that holds them.</returns>
    public static bool MarkModified(EntityEntry entry)
    {
        var protection = EntityProtection.Of((IEntityType)entry.Metadata);
        foreach (var property in protection.Columns)
        {
            ValueOf(entry, property).IsModified = true;
        }

        foreach (var document in protection.Documents.Select(document => DocumentOf(entry, document)).Where(document => document.CurrentValue is not null))
        {
            document.IsModified = true;
        }

        if (protection.IsInSealedDocument && entry.State == EntityState.Unchanged)
        {
            entry.State = EntityState.Modified;
        }

        return protection.Columns.Count > 0 || protection.Documents.Count > 0 || protection.HoldsOwnedDocuments;
    }

    private static PropertyEntry ValueOf(EntityEntry entry, IProperty property)
        => property.DeclaringType is IComplexType type ? ComplexOf(entry, type.ComplexProperty).Property(property) : entry.Property(property);

    /// <summary>EF Core maps no complex type to a document within one that is not.</summary>
    private static MemberEntry DocumentOf(EntityEntry entry, IComplexProperty document)
        => document.IsCollection ? entry.ComplexCollection(document) : entry.ComplexProperty(document);

    private static ComplexPropertyEntry ComplexOf(EntityEntry entry, IComplexProperty property) => property.DeclaringType is IComplexType type
        ? ComplexOf(entry, type.ComplexProperty).ComplexProperty(property)
        : entry.ComplexProperty(property);
}
