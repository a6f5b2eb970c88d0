using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What keeps encrypted values from having one person's key each.</summary>
internal static class EncryptionOwnerRules
{
    public static IEnumerable<string> Violations(IConventionModel model, SubjectPathFinder finder)
    {
        var paths = model.GetEntityTypes()
            .Select(type => (Type: type, Paths: Paths(type, finder)))
            .Where(entity => entity.Paths.Count > 0)
            .ToList();
        return paths.Where(entity => entity.Paths.Count > 1).Select(entity =>
                $"'{entity.Type.DisplayName()}' holds encrypted data of several people (by {string.Join(" and ", entity.Paths)}), and a row has one key. "
                + "Encrypt the data of one of them, or give each an entity of their own.")
            .Concat(paths.SelectMany(entity => entity.Paths).SelectMany(Rests)
                .GroupBy(rest => rest.Through, rest => rest.Path)
                .Where(rests => rests.Distinct().Count() > 1)
                .Select(rests => $"Rows of '{rests.Key.DisplayName()}' lead encrypted data to several people (by {string.Join(" and ", rests.Distinct())}), and one of them "
                    + "has to be the one. Encrypt the data of one of them, or refer to the person directly."));
    }

    private static List<SubjectPath> Paths(IConventionEntityType entityType, SubjectPathFinder finder)
        =>
        [
            .. entityType.DeclaredProperties()
                .Where(property => property.Encryption() is not null)
                .Select(property => property.PersonalData())
                .OfType<PersonalDataMark>()
                .Select(mark => finder.TryFindOwner(entityType, mark))
                .OfType<SubjectPath>()
                .Distinct(),
        ];

    private static IEnumerable<(IReadOnlyEntityType Through, SubjectPath Path)> Rests(SubjectPath path)
        => path.Hops.Skip(1).Select((_, index) =>
            (path.Hops[index].PrincipalEntityType, new SubjectPath(path.Subject, [.. path.Hops.Skip(index + 1)])));
}
