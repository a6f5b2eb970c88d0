using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>A concrete entity type whose rows belong to a kind of person over one path, with all of its scalar properties.</summary>
/// <remarks>An entity that holds data of several people is mapped once for each of their paths. Immutable and thread-safe.</remarks>
public sealed class MappedEntity
{
    private const string TemporalAnnotation = "SqlServer:IsTemporal";

    internal MappedEntity(IEntityType entityType, SubjectPath path, SubjectPathFinder finder)
    {
        EntityType = entityType;
        Path = path;
        Properties = [.. FlattenedProperty.Of(entityType).Select(flat => new MappedProperty(
            entityType, flat.Steps, flat.Property, flat.Property.PersonalData() is { } mark ? finder.FindOwner(entityType, mark) : null, path))];
        Shadow = [.. entityType.GetProperties().Where(property => property.IsShadowProperty())];
        TenantProperty = entityType.GetProperties().FirstOrDefault(property => property.IsTenant());
        Filters = MappedFilter.Of(entityType);
    }

    /// <summary>Gets the entity type in the EF model.</summary>
    public IReadOnlyEntityType Metadata => EntityType;

    /// <summary>Gets the way to the person.</summary>
    public SubjectPath Path { get; }

    /// <summary>Gets all scalar properties, those of owned and complex types and JSON documents included.</summary>
    public IReadOnlyList<MappedProperty> Properties { get; }

    /// <summary>Gets the query filters that the application has put on the entity, with what each is for.</summary>
    public IReadOnlyList<MappedFilter> Filters { get; }

    /// <summary>Gets whether one row is the person.</summary>
    public bool IsSubject => Path.IsSubject;

    /// <summary>Gets whether rows can only be read: a view or query without a key, which shows what other tables store.</summary>
    public bool IsReadOnly => EntityType.FindPrimaryKey() is null || EntityType.GetTableName() is null;

    /// <summary>Gets whether the database keeps earlier versions of rows (a temporal table), which no erasure reaches.</summary>
    public bool HasHistory => EntityType.GetRootType()[TemporalAnnotation] is true;

    /// <summary>Gets the property that holds the tenant; null when rows have none.</summary>
    public IReadOnlyProperty? Tenant => TenantProperty;

    internal IEntityType EntityType { get; }

    internal IEnumerable<MappedProperty> Personal => Properties.Where(property => property.Mark is not null);

    /// <summary>Gets the properties of the entity itself that no CLR member holds.</summary>
    internal IReadOnlyList<IProperty> Shadow { get; }

    internal IProperty? TenantProperty { get; }

    /// <summary>Gets whether the rows are those of a many-to-many relationship without a class of its own.</summary>
    internal bool IsJoin => EntityType.HasSharedClrType && Properties.All(property => property.IsLink);

    /// <summary>Gets whether rows hold data of other people as well.</summary>
    internal bool IsShared => Properties.Any(property => property.Classification == PropertyClassification.OtherPerson);
}
