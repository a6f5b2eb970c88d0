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

    /// <summary>Returns the path, or null when no person can be reached.</summary>
    /// <exception cref="InvalidOperationException">There are several ways and nothing says which.</exception>
    public SubjectPath? Find(IReadOnlyEntityType entityType)
    {
        var candidates = CandidatesOf(entityType);
        return candidates.Count switch
        {
            0 => null,
            1 => candidates[0],
            _ => throw ModelErrors.AmbiguousSubject(entityType, candidates),
        };
    }

    /// <summary>Whether rows lead to people in several ways: an error only where they say something about one of them.</summary>
    public bool IsAmbiguous(IReadOnlyEntityType entityType) => CandidatesOf(entityType).Count > 1;

    private IReadOnlyList<SubjectPath> CandidatesOf(IReadOnlyEntityType entityType)
    {
        if (!_found.TryGetValue(entityType, out var candidates))
        {
            _found[entityType] = candidates = Candidates(entityType);
        }

        return candidates;
    }

    /// <summary>Finds the shortest ways to each kind of person, one foreign key further at a time; entity types may refer to each other in circles.</summary>
    private static List<SubjectPath> Candidates(IReadOnlyEntityType start)
    {
        var found = new List<SubjectPath>();
        var reached = new HashSet<IReadOnlyEntityType>();
        var frontier = new List<(IReadOnlyEntityType Type, IReadOnlyList<IReadOnlyForeignKey> Hops)> { (start, []) };
        while (frontier.Count > 0)
        {
            reached.UnionWith(frontier.Select(way => way.Type));
            var earlier = found.Select(path => path.Subject).ToHashSet();
            found.AddRange(
                from way in frontier
                let subject = way.Type.SubjectType()
                where subject is not null && !earlier.Contains(subject)
                select new SubjectPath(subject, way.Hops));
            frontier =
            [
                .. from way in frontier
                   where way.Type.SubjectType() is null
                   from hop in Ways(way.Type)
                   where !reached.Contains(hop.PrincipalEntityType)
                   select (hop.PrincipalEntityType, (IReadOnlyList<IReadOnlyForeignKey>)[.. way.Hops, hop]),
            ];
        }

        return found;
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
}
