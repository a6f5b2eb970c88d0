using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The ways from all entity types with encrypted values to their people. Computed once per model.</summary>
internal sealed class EncryptedPaths
{
    private const string Annotation = "Gdpr:EncryptedPaths";

    private readonly Dictionary<IReadOnlyEntityType, SubjectPath> _paths = [];

    private EncryptedPaths(IModel model)
    {
        var finder = new SubjectPathFinder(model);
        foreach (var entityType in model.GetEntityTypes())
        {
            // Validation has seen to it that all encrypted values of a row are one person's.
            if (entityType.GetFlattenedProperties().FirstOrDefault(property => property.EncryptedColumn() is not null) is { } encrypted
                && finder.FindOwner(entityType, encrypted.PersonalData()!) is { } path)
            {
                _paths[entityType] = path;
            }
        }

        foreach (var path in _paths.Values.ToList())
        {
            AddRest(path);
        }
    }

    public static EncryptedPaths Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new EncryptedPaths(model!), model);

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Find(IReadOnlyEntityType entityType) => _paths.GetValueOrDefault(entityType);

    /// <summary>Values of other entities reach their person through rows on the way, which may be of derived types.</summary>
    private void AddRest(SubjectPath path)
    {
        for (var index = 1; index < path.Hops.Count; index++)
        {
            var rest = new SubjectPath(path.Subject, [.. path.Hops.Skip(index)]);
            foreach (var entityType in path.Hops[index - 1].PrincipalEntityType.GetDerivedTypesInclusive())
            {
                _paths.TryAdd(entityType, rest);
            }
        }
    }
}
