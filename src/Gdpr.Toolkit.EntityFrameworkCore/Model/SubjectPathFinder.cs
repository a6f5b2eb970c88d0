using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>Finds the way from an entity, or from one of its values, to the person whose data it is.</summary>
/// <remarks>
/// A data subject is its own; a path never leads through one person to another. Otherwise the shortest way over foreign
/// keys counts, and two different ways of equal length, or to different kinds of people, must be told apart by
/// <see cref="PersonalDataAttribute.Subject"/>.
/// </remarks>
internal sealed class SubjectPathFinder(IReadOnlyModel model)
{
    private const int MostCandidates = 8;

    private readonly SubjectReaches _reaches = new(model, byDeclaredNavigations: true);

    // A value that does not say whose it is must not become somebody's because another value says so.
    private readonly SubjectReaches _everyWay = new(model, byDeclaredNavigations: false);

    /// <summary>Returns the path of an entity, or null when no person can be reached.</summary>
    /// <exception cref="InvalidOperationException">There are several ways and nothing says which.</exception>
    public SubjectPath? Find(IReadOnlyEntityType entityType) => Only(entityType, Candidates(entityType));

    /// <summary>Returns the path of a value in an entity's row, or null when no person can be reached.</summary>
    /// <exception cref="InvalidOperationException">There are several ways and nothing says which, or what is said leads nowhere.</exception>
    public SubjectPath? FindOwner(IReadOnlyEntityType entityType, PersonalDataMark mark)
    {
        if (mark.Subject is null)
        {
            return FindByEveryWay(entityType);
        }

        if (entityType.FindOwnership() is { } ownership)
        {
            return FindOwner(ownership.PrincipalEntityType, mark) is { } owner ? new SubjectPath(owner.Subject, [ownership, .. owner.Hops]) : null;
        }

        var hops = new List<IReadOnlyForeignKey>();
        var current = entityType;
        foreach (var step in mark.Subject.Split('.'))
        {
            var hop = current.SubjectType() is null ? current.FindNavigation(step) : null;
            if (hop is not { IsOnDependent: true })
            {
                throw ModelErrors.NoSuchWay(entityType, mark.Subject, step);
            }

            hops.Add(hop.ForeignKey);
            current = hop.TargetEntityType;
        }

        return FindByEveryWay(current) is { } rest
            ? new SubjectPath(rest.Subject, [.. hops, .. rest.Hops])
            : throw ModelErrors.NoSuchWay(entityType, mark.Subject, mark.Subject);
    }

    /// <summary>Returns the path of a value, or null when there is none or nothing tells it: that is said elsewhere.</summary>
    public SubjectPath? TryFindOwner(IReadOnlyEntityType entityType, PersonalDataMark mark)
    {
        try
        {
            return FindOwner(entityType, mark);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Gets the shortest ways to each kind of person, a few of them when there are many.</summary>
    public IReadOnlyList<SubjectPath> Candidates(IReadOnlyEntityType entityType) => Candidates(entityType, _reaches);

    private SubjectPath? FindByEveryWay(IReadOnlyEntityType entityType) => Only(entityType, Candidates(entityType, _everyWay));

    private static SubjectPath? Only(IReadOnlyEntityType entityType, IReadOnlyList<SubjectPath> candidates) => candidates.Count switch
    {
        0 => null,
        1 => candidates[0],
        _ => throw ModelErrors.AmbiguousSubject(entityType, candidates),
    };

    private static IReadOnlyList<SubjectPath> Candidates(IReadOnlyEntityType entityType, SubjectReaches reaches)
        =>
        [
            .. reaches.Of(entityType)
                .SelectMany(reach => Ways(entityType, reach, reaches).Take(MostCandidates).Select(hops => new SubjectPath(reach.Subject, [.. hops])))
                .Take(MostCandidates),
        ];

    private static IEnumerable<IEnumerable<IReadOnlyForeignKey>> Ways(IReadOnlyEntityType entityType, SubjectReach reach, SubjectReaches reaches)
        => reach.Distance == 0
            ? [[]]
            : from hop in reach.FirstHops
              let next = reaches.Of(hop.PrincipalEntityType).First(further => further.Subject == reach.Subject)
              from rest in Ways(hop.PrincipalEntityType, next, reaches)
              select rest.Prepend(hop);
}
