using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity type is encrypted, and whose it is. Computed once per entity type of a model.</summary>
internal sealed class EntityProtection
{
    private const string Annotation = "Gdpr:Protection";

    private EntityProtection(IEntityType entityType)
    {
        Encrypted = [.. entityType.GetFlattenedProperties().Where(property => property.EncryptedColumn() is not null)];
        Indexes =
        [
            .. entityType.GetProperties()
                .Where(property => property.FindAnnotation(GdprAnnotationNames.BlindIndexOf) is not null)
                .Select(index => (Source: entityType.FindProperty((string)index[GdprAnnotationNames.BlindIndexOf]!)!, Index: index)),
        ];
        Migrations =
        [
            .. entityType.GetProperties()
                .Select(property => (Plain: property.EncryptedColumn()?.Mark.MigratesFrom, Sealed: property))
                .Where(migration => migration.Plain is not null)
                .Select(migration => (entityType.FindProperty(migration.Plain!)!, migration.Sealed)),
        ];
        Path = EncryptedPaths.Of(entityType.Model).Find(entityType);
    }

    public IReadOnlyList<IProperty> Encrypted { get; }

    public IReadOnlyList<(IProperty Source, IProperty Index)> Indexes { get; }

    /// <summary>Gets the properties in plaintext whose values move to encrypted ones.</summary>
    public IReadOnlyList<(IProperty Plain, IProperty Sealed)> Migrations { get; }

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Path { get; }

    public static EntityProtection Of(IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(Annotation, static type => new EntityProtection(type!), entityType);
}
