using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Finds for every entity type the one way to the person whose data it holds.</summary>
/// <remarks>
/// A data subject is its own; a path never leads through one person to another. Otherwise the shortest way over foreign
/// keys counts, and two different ways of equal length, or to different kinds of people, must be told apart by
/// <see cref="PersonalDataAttribute.Subject"/>.
/// </remarks>
internal sealed class SubjectPathFinder
{
    private readonly Dictionary<IReadOnlyEntityType, IReadOnlyList<SubjectPath>> _found = [];
    private readonly HashSet<IReadOnlyEntityType> _visiting = [];

    /// <summary>Returns the path, or null when no person can be reached.</summary>
    /// <exception cref="InvalidOperationException">There are several ways and nothing says which.</exception>
    public SubjectPath? Find(IReadOnlyEntityType entityType)
    {
        var candidates = Candidates(entityType);
        return candidates.Count switch
        {
            0 => null,
            1 => candidates[0],
            _ => throw ModelErrors.AmbiguousSubject(entityType, candidates),
        };
    }

    private IReadOnlyList<SubjectPath> Candidates(IReadOnlyEntityType entityType)
    {
        if (_found.TryGetValue(entityType, out var known))
        {
            return known;
        }

        if (entityType.SubjectType() is { } subject)
        {
            return _found[entityType] = [new SubjectPath(subject, [])];
        }

        if (!_visiting.Add(entityType))
        {
            return [];
        }

        var paths = Ways(entityType)
            .SelectMany(way => Candidates(way.PrincipalEntityType).Select(path => new SubjectPath(path.Subject, [way, .. path.Hops])))
            .ToList();
        _visiting.Remove(entityType);
        return _found[entityType] = Shortest(paths);
    }

    private static IEnumerable<IReadOnlyForeignKey> Ways(IReadOnlyEntityType entityType)
    {
        if (entityType.FindOwnership() is { } ownership)
        {
            return [ownership];
        }

        var foreignKeys = entityType.GetForeignKeys();
        var declared = DeclaredNavigation(entityType);
        return declared is null
            ? foreignKeys
            : foreignKeys.Where(foreignKey => foreignKey.DependentToPrincipal?.Name == declared);
    }

    private static string? DeclaredNavigation(IReadOnlyEntityType entityType)
    {
        var names = entityType.GetProperties()
            .Select(property => property.PersonalData()?.Subject)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count <= 1 ? names.FirstOrDefault() : throw ModelErrors.SeveralSubjects(entityType, names);
    }

    private static List<SubjectPath> Shortest(List<SubjectPath> paths)
    {
        var kinds = paths.GroupBy(path => path.Subject);
        return [.. kinds.SelectMany(kind => kind.Where(path => path.Hops.Count == kind.Min(other => other.Hops.Count)))];
    }
}
