using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity type is encrypted, and whose it is. Computed once per entity type of a model.</summary>
internal sealed class EntityProtection
{
    private const string Annotation = "Gdpr:Protection";

    private readonly string[] _groups;
    private readonly string[] _allGroups;

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
        _groups = [.. Encrypted.Select(property => property.EncryptedColumn()!.Mark.Group)];
        _allGroups = [.. _groups.Distinct()];
        Path = EncryptedPaths.Of(entityType.Model).Find(entityType);
    }

    public IReadOnlyList<IProperty> Encrypted { get; }

    public IReadOnlyList<(IProperty Source, IProperty Index)> Indexes { get; }

    /// <summary>Gets the properties in plaintext whose values move to encrypted ones.</summary>
    public IReadOnlyList<(IProperty Plain, IProperty Sealed)> Migrations { get; }

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Path { get; }

    /// <summary>Finds the key groups of the encrypted values of a row that are written; none where no such value is.</summary>
    public IReadOnlyList<string> GroupsToSeal(IUpdateEntry entry)
    {
        if (_allGroups.Length > 1)
        {
            return [.. _groups.Where((_, index) => IsSealed(entry, Encrypted[index])).Distinct()];
        }

        foreach (var property in Encrypted)
        {
            if (IsSealed(entry, property))
            {
                return _allGroups;
            }
        }

        return [];
    }

    public static EntityProtection Of(IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(Annotation, static type => new EntityProtection(type!), entityType);

    private static bool IsSealed(IUpdateEntry entry, IProperty property)
        => (entry.EntityState == EntityState.Added || entry.IsModified(property)) && entry.GetCurrentValue(property) is not null;
}
