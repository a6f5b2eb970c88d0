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
            if (RowProperties.Of(entityType).FirstOrDefault(property => property.EncryptedColumn() is not null) is { } encrypted
                && finder.FindOwner(entityType, encrypted.PersonalData()!) is { } path)
            {
                _paths[entityType] = path;
            }
        }

        foreach (var (entityType, path) in _paths.ToList())
        {
            AddDocument((IEntityType)entityType, path);
            AddRest(path);
        }
    }

    public static EncryptedPaths Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new EncryptedPaths(model!), model);

    /// <summary>Gets the way to the person; null when neither the rows nor others that hang on them hold encrypted values.</summary>
    public SubjectPath? Find(IReadOnlyEntityType entityType) => _paths.GetValueOrDefault(entityType);

    /// <summary>
    /// The parts of a JSON document are written together, those without encrypted values of their own included, and belong to the
    /// person of the row that holds them.
    /// </summary>
    private void AddDocument(IEntityType entityType, SubjectPath path)
    {
        var holder = JsonDocuments.Holder(entityType);
        if (entityType == holder)
        {
            return;
        }

        var rest = new SubjectPath(path.Subject, [.. path.Hops.Skip(Ownerships(entityType, holder).Count())]);
        foreach (var part in JsonDocuments.OwnedParts(holder))
        {
            _paths.TryAdd(part, new SubjectPath(path.Subject, [.. Ownerships(part, holder), .. rest.Hops]));
        }

        foreach (var row in holder.GetDerivedTypesInclusive())
        {
            _paths.TryAdd(row, rest);
        }
    }

    private static IEnumerable<IReadOnlyForeignKey> Ownerships(IReadOnlyEntityType part, IReadOnlyEntityType holder)
    {
        for (var current = part; current != holder; current = current.FindOwnership()!.PrincipalEntityType)
        {
            yield return current.FindOwnership()!;
        }
    }

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
