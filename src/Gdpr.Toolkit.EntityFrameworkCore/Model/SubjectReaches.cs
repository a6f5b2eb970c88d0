using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>For every entity type of a model, the kinds of people that foreign keys lead to. Computed in one pass from each kind of person outwards.</summary>
/// <remarks>A data subject reaches only itself, so that no way leads through one person to another.</remarks>
internal sealed class SubjectReaches
{
    private readonly Dictionary<IReadOnlyEntityType, List<SubjectReach>> _reaches = [];
    private readonly Dictionary<IReadOnlyEntityType, IReadOnlyList<string>> _declared = [];

    private readonly bool _byDeclaredNavigations;

    /// <summary>Finds the ways of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="byDeclaredNavigations">Whether the one navigation that an entity's values name rules its other ways out.</param>
    public SubjectReaches(IReadOnlyModel model, bool byDeclaredNavigations)
    {
        _byDeclaredNavigations = byDeclaredNavigations;
        var types = model.GetEntityTypes().ToList();
        foreach (var people in types.Where(type => type.SubjectType() is not null).GroupBy(type => type.SubjectType()!))
        {
            Spread(people.Key, [.. people]);
        }
    }

    /// <summary>Gets the kinds of people that an entity type leads to, none when there are none.</summary>
    public IReadOnlyList<SubjectReach> Of(IReadOnlyEntityType entityType)
        => _reaches.TryGetValue(entityType, out var reaches) ? reaches : [];

    private void Spread(IReadOnlyEntityType subject, List<IReadOnlyEntityType> frontier)
    {
        frontier.ForEach(person => Add(person, new SubjectReach(subject, 0)));
        for (var distance = 1; frontier.Count > 0; distance++)
        {
            var next = new List<IReadOnlyEntityType>();
            foreach (var (dependent, hop) in frontier.SelectMany(Dependents))
            {
                var reach = Of(dependent).FirstOrDefault(known => known.Subject == subject);
                if (reach is null)
                {
                    Add(dependent, reach = new SubjectReach(subject, distance));
                    next.Add(dependent);
                }

                if (reach.Distance == distance)
                {
                    reach.FirstHops.Add(hop);
                }
            }

            frontier = next;
        }
    }

    private IEnumerable<(IReadOnlyEntityType Dependent, IReadOnlyForeignKey Hop)> Dependents(IReadOnlyEntityType principal)
        => from hop in principal.GetDeclaredReferencingForeignKeys()
           from dependent in hop.DeclaringEntityType.GetDerivedTypesInclusive()
           where dependent.SubjectType() is null && Leads(dependent, hop)
           select (dependent, hop);

    /// <summary>An owned row goes where its owner goes; elsewhere a declared navigation can rule the others out.</summary>
    private bool Leads(IReadOnlyEntityType dependent, IReadOnlyForeignKey hop)
        => dependent.FindOwnership() is { } ownership
            ? hop == ownership
            : !_byDeclaredNavigations || Declared(dependent) is not [var only] || hop.DependentToPrincipal?.Name == only;

    private IReadOnlyList<string> Declared(IReadOnlyEntityType entityType)
        => _declared.TryGetValue(entityType, out var names) ? names : _declared[entityType] = DeclaredNavigations.Of(entityType);

    private void Add(IReadOnlyEntityType entityType, SubjectReach reach)
    {
        if (_reaches.TryGetValue(entityType, out var reaches))
        {
            reaches.Add(reach);
        }
        else
        {
            _reaches.Add(entityType, [reach]);
        }
    }
}
