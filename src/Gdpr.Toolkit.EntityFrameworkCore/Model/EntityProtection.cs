using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity type is encrypted, and whose it is. Computed once per entity type of a model.</summary>
internal sealed class EntityProtection
{
    private const string Annotation = "Gdpr:Protection";

    private readonly string[] _columnGroups;
    private readonly string[] _groups;

    private EntityProtection(IEntityType entityType)
    {
        IsInDocument = entityType.IsMappedToJson();
        Columns = IsInDocument
            ? []
            : [.. entityType.GetFlattenedProperties().Where(property => property.EncryptedColumn() is { IsText: false })];
        IsInSealedDocument = IsInDocument && JsonDocuments.OwnedParts(JsonDocuments.Holder(entityType)).Any(JsonDocuments.HoldsEncrypted);
        HoldsOwnedDocuments = !IsInDocument && JsonDocuments.OwnedParts(entityType).Any(JsonDocuments.HoldsEncrypted);
        Documents = IsInDocument ? [] : [.. JsonDocuments.Complex(entityType).Where(document => JsonDocuments.HoldsEncrypted(document.ComplexType))];
        Indexes =
        [
            .. entityType.GetProperties()
                .Where(property => property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is not null)
                .Select(index => (Source: entityType.FindProperty((string)index[GdprAnnotationNames.BlindIndexOf]!)!, Index: index)),
        ];
        _columnGroups = [.. Columns.Select(property => property.EncryptedColumn()!.Mark.Group)];
        _groups = [.. _columnGroups.Concat(IsInSealedDocument || Documents.Count > 0 ? [KeyGroups.Main] : []).Distinct()];
        Migrations =
        [
            .. entityType.GetProperties()
                .Select(property => (Plain: property.EncryptedColumn()?.Mark.MigratesFrom, Sealed: property))
                .Where(migration => migration.Plain is not null)
                .Select(migration => (entityType.FindProperty(migration.Plain!)!, migration.Sealed)),
        ];
        TextKey = entityType.SubjectType() is null ? [] : [.. entityType.FindPrimaryKey()!.Properties.Where(property => property.ClrType == typeof(string))];
        Path = EncryptedPaths.Of(entityType.Model).Find(entityType);
    }

    /// <summary>Gets whether rows hold anything that is sealed when they are written.</summary>
    public bool IsSealed => Columns.Count > 0 || Documents.Count > 0 || IsInSealedDocument;

    /// <summary>Gets whether the entity is a part of a JSON document in its owner's row.</summary>
    public bool IsInDocument { get; }

    /// <summary>Gets the encrypted properties with a column of their own.</summary>
    public IReadOnlyList<IProperty> Columns { get; }

    /// <summary>Gets the complex properties that are JSON documents with encrypted values.</summary>
    public IReadOnlyList<IComplexProperty> Documents { get; }

    /// <summary>Gets whether owned types with encrypted values lie in JSON documents of the rows.</summary>
    public bool HoldsOwnedDocuments { get; }

    /// <summary>Gets whether there are encrypted values in the documents that the entity is a part of: any change may write all of them anew.</summary>
    public bool IsInSealedDocument { get; }

    public IReadOnlyList<(IProperty Source, IProperty Index)> Indexes { get; }

    /// <summary>Gets the properties in plaintext whose values move to encrypted ones.</summary>
    public IReadOnlyList<(IProperty Plain, IProperty Sealed)> Migrations { get; }

    /// <summary>Gets the texts in the key of a person.</summary>
    public IReadOnlyList<IProperty> TextKey { get; }

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Path { get; }

    /// <summary>Finds the key groups of the encrypted values of a row that are written; none where no such value is.</summary>
    public IReadOnlyList<string> GroupsToSeal(IUpdateEntry entry) => _groups.Length > 1
        ? [.. _groups.Where(group => IsWritten(entry, group))]
        : _groups.Length == 1 && IsWritten(entry, _groups[0]) ? _groups : [];

    public static EntityProtection Of(IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(Annotation, static type => new EntityProtection(type!), entityType);

    /// <summary>Gets the owned and complex types that lie in an entity's JSON documents, where these hold encrypted values.</summary>
    public static IEnumerable<ITypeBase> TypesInDocuments(IEntityType entityType) => Of(entityType) is { IsInSealedDocument: true } ? [entityType]
        : Of(entityType).Documents.Select(document => document.ComplexType);

    private bool IsWritten(IUpdateEntry entry, string group)
    {
        for (var index = 0; index < _columnGroups.Length; index++)
        {
            if (_columnGroups[index] == group && IsWritten(entry, Columns[index]))
            {
                return true;
            }
        }

        return group == KeyGroups.Main && (IsInSealedDocument || Documents.Any(document => IsWritten(entry, document)));
    }

    private static bool IsWritten(IUpdateEntry entry, IProperty property)
        => (entry.EntityState == EntityState.Added || entry.IsModified(property)) && entry.GetCurrentValue(property) is not null;

    private static bool IsWritten(IUpdateEntry entry, IComplexProperty document)
        => (entry.EntityState == EntityState.Added || entry.IsModified(document)) && entry.GetCurrentValue(document) is not null;
}
