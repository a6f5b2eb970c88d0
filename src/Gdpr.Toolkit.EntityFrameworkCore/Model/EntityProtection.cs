using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity type is encrypted, and whose it is. Computed once per entity type of a model.</summary>
internal sealed class EntityProtection
{
    private const string Annotation = "Gdpr:Protection";

    private EntityProtection(IEntityType entityType)
    {
        IsInDocument = entityType.IsMappedToJson();
        Columns = IsInDocument
            ? []
            : [.. entityType.GetFlattenedProperties().Where(property => property.EncryptedColumn() is { IsText: false })];
        IsInSealedDocument = IsInDocument && JsonDocuments.OwnedParts(JsonDocuments.Holder(entityType)).Any(JsonDocuments.HoldsEncrypted);
        Documents = IsInDocument ? [] : [.. JsonDocuments.Complex(entityType).Where(document => JsonDocuments.HoldsEncrypted(document.ComplexType))];
        Indexes =
        [
            .. entityType.GetProperties()
                .Where(property => property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is not null)
                .Select(index => (Source: entityType.FindProperty((string)index[GdprAnnotationNames.BlindIndexOf]!)!, Index: index)),
        ];
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

    /// <summary>Gets whether there are encrypted values in the documents that the entity is a part of: any change may write all of them anew.</summary>
    public bool IsInSealedDocument { get; }

    public IReadOnlyList<(IProperty Source, IProperty Index)> Indexes { get; }

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Path { get; }

    public static EntityProtection Of(IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(Annotation, static type => new EntityProtection(type!), entityType);
}
