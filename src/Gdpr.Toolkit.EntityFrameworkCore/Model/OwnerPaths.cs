using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Finds all paths over which an entity's rows belong to somebody.</summary>
internal static class OwnerPaths
{
    /// <summary>Gets the paths of the values that are personal data; of a row without any, the path of the row; of a mere link, those of all whom it links.</summary>
    public static IEnumerable<SubjectPath> Of(IEntityType entityType, SubjectPathFinder finder)
    {
        var owners = FlattenedProperty.Of(entityType)
            .Select(flat => flat.Property.PersonalData())
            .OfType<PersonalDataMark>()
            .Select(mark => finder.FindOwner(entityType, mark))
            .OfType<SubjectPath>()
            .Distinct()
            .ToList();
        var candidates = finder.Candidates(entityType);
        return owners.Count > 0 && candidates.Count != 1 ? owners
            : candidates.Count == 1 || IsLink(entityType) ? owners.Union(candidates)
            : [];
    }

    private static bool IsLink(IEntityType entityType)
        => entityType.HasSharedClrType && entityType.GetProperties().All(property => property.Classify() == PropertyClassification.Link);
}
