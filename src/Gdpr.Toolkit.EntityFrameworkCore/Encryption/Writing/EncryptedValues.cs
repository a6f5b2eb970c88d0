using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Has the encrypted values of a tracked row written again, whether they have changed or not.</summary>
internal static class EncryptedValues
{
    /// <returns>Whether the entity is a row with such values. A part of a JSON document is marked as well, and is no row.</returns>
    public static bool MarkModified(EntityEntry entry)
    {
        var entityType = (IEntityType)entry.Metadata;
        var protection = EntityProtection.Of(entityType);
        var documents = protection.IsInDocument
            ? entityType.GetComplexProperties().Where(complex => JsonDocuments.HoldsEncrypted(complex.ComplexType))
            : protection.Documents;
        var values = protection.IsInDocument
            ? entityType.GetProperties().Where(property => property.EncryptedColumn() is not null)
            : protection.Columns;
        foreach (var property in values)
        {
            ValueOf(entry, property).IsModified = true;
        }

        foreach (var document in documents.Select(document => DocumentOf(entry, document)).Where(document => document.CurrentValue is not null))
        {
            document.IsModified = true;
        }

        return !protection.IsInDocument && (protection.IsSealed || JsonDocuments.OwnedParts(entityType).Any(JsonDocuments.HoldsEncrypted));
    }

    private static PropertyEntry ValueOf(EntityEntry entry, IProperty property)
        => property.DeclaringType is IComplexType type ? Within(entry, type.ComplexProperty).Property(property) : entry.Property(property);

    /// <summary>A document, or a collection in one, is marked as a whole.</summary>
    private static MemberEntry DocumentOf(EntityEntry entry, IComplexProperty document) => document switch
    {
        { DeclaringType: not IComplexType } => entry.Member(document),
        { IsCollection: true, DeclaringType: IComplexType type } => Within(entry, type.ComplexProperty).ComplexCollection(document),
        _ => Within(entry, document),
    };

    private static ComplexPropertyEntry Within(EntityEntry entry, IComplexProperty complex)
        => complex.DeclaringType is IComplexType outer
            ? Within(entry, outer.ComplexProperty).ComplexProperty(complex)
            : entry.ComplexProperty(complex);
}
