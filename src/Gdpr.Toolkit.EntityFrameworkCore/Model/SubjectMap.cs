using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>For each kind of person, the entity types whose rows are theirs. Export and erasure both read it, so that they cannot differ.</summary>
internal sealed class SubjectMap
{
    private const string Annotation = "Gdpr:SubjectMap";

    private readonly ILookup<IReadOnlyEntityType, MappedEntity> _entities;

    private SubjectMap(IModel model)
    {
        var finder = new SubjectPathFinder();
        _entities = model.GetEntityTypes()
            .Where(type => !type.IsOwned() && !type.IsAbstract() && type.FindPrimaryKey() is not null)
            .Where(type => HoldsPersonalData(type) || !finder.IsAmbiguous(type))
            .Select(type => (Type: type, Path: finder.Find(type)))
            .Where(entity => entity.Path is not null)
            .ToLookup(entity => entity.Path!.Subject, entity => new MappedEntity(entity.Type, entity.Path!));
    }

    private static bool HoldsPersonalData(IEntityType entityType)
        => new MappedEntity(entityType, new SubjectPath(entityType, [])).Personal.Any();

    public static SubjectMap Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new SubjectMap(model!), model);

    /// <summary>Gets the entity types of a kind of person, the person's own first.</summary>
    public IReadOnlyList<MappedEntity> For(IReadOnlyEntityType subject)
        => [.. _entities[subject].OrderBy(entity => entity.Path.Hops.Count).ThenBy(entity => entity.EntityType.Name, StringComparer.Ordinal)];
}
