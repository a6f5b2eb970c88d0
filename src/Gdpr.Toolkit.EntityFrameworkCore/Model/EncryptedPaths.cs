using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>The ways from all entity types with encrypted values to their people. Computed once per model.</summary>
internal sealed class EncryptedPaths
{
    private const string Annotation = "Gdpr:EncryptedPaths";

    private readonly IReadOnlyList<SubjectPath> _paths;

    private EncryptedPaths(IModel model)
    {
        var finder = new SubjectPathFinder();
        _paths =
        [
            .. model.GetEntityTypes()
                .Where(type => type.GetFlattenedProperties().Any(property => property.EncryptedColumn() is not null))
                .Select(finder.Find)
                .OfType<SubjectPath>(),
        ];
    }

    public static EncryptedPaths Of(IModel model)
        => model.GetOrAddRuntimeAnnotationValue(Annotation, static model => new EncryptedPaths(model!), model);

    /// <summary>Whether encrypted values of other entities reach their person through rows of an entity type.</summary>
    public bool LeadThrough(IReadOnlyEntityType entityType)
        => _paths.Any(path => path.Hops.SkipLast(1).Any(hop => hop.PrincipalEntityType.IsAssignableFrom(entityType)));
}
