using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Gdpr.Toolkit.Model;

/// <summary>Refuses a model whose personal data could not be protected, exported or erased; lists everything that is wrong at once.</summary>
internal sealed class PersonalDataValidationConvention(GdprRuntime runtime) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var finder = new SubjectPathFinder();
        var violations = runtime.Purposes.Violations()
            .Concat((IEnumerable<string>?)modelBuilder.Metadata[ModelErrors.Violations] ?? [])
            .Concat(Kinds(modelBuilder.Metadata))
            .Concat(SubjectRules.Violations(modelBuilder.Metadata, finder, runtime.Purposes))
            .Concat(modelBuilder.Metadata.GetEntityTypes().SelectMany(type => Violations(type, finder)))
            .ToList();
        if (violations.Count > 0)
        {
            throw ModelErrors.Invalid(violations);
        }
    }

    private static IEnumerable<string> Kinds(IConventionModel model)
        => model.GetEntityTypes()
            .Where(type => type.SubjectType() == type)
            .GroupBy(type => type.DataSubject()!.EffectiveKind, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group.Select(type => $"'{type.DisplayName()}'"))} are data subjects of the same kind "
                + $"'{group.Key}'. Give each a name of its own: [DataSubject(…, Kind = \"…\")].");

    private IEnumerable<string> Violations(IConventionEntityType entityType, SubjectPathFinder finder)
    {
        var properties = entityType.DeclaredProperties().ToList();
        var personal = properties
            .Select(property => (Property: property, Mark: property.PersonalData()))
            .Where(property => property.Mark is not null)
            .ToList();
        foreach (var property in properties)
        {
            foreach (var violation in AnchorRules.Violations(property, runtime.Options.TimeZone is not null))
            {
                yield return violation;
            }
        }

        if (personal.Count == 0)
        {
            yield break;
        }

        if (!TryFind(finder, entityType, out var path, out var ambiguity))
        {
            yield return ambiguity;
            yield break;
        }

        if (path is null)
        {
            yield return $"'{entityType.DisplayName()}' holds personal data ('{personal[0].Property.Name}') that leads to no data subject, so it "
                + "could never be exported or erased. Mark the entity [DataSubject(DataSubjectRole.…)], or give it a foreign key to one.";
            yield break;
        }

        var role = path.Subject.DataSubject()!.Role;
        var mayStay = personal.Any(property => IsKeptByLaw(property.Mark!, role));
        foreach (var violation in personal.SelectMany(property => PersonalDataRules.Violations(
            property.Property, property.Mark!, role, path.IsSubject || (mayStay && !IsKeptByLaw(property.Mark!, role)), runtime.Purposes)))
        {
            yield return violation;
        }
    }

    private bool IsKeptByLaw(PersonalDataMark mark, DataSubjectRole role)
        => mark.Purposes.Any(purpose => runtime.Purposes.Find(purpose)?.RuleFor(role)?.Basis == LegalBasis.LegalObligation);

    private static bool TryFind(SubjectPathFinder finder, IConventionEntityType entityType, out SubjectPath? path, out string violation)
    {
        try
        {
            path = finder.Find(entityType);
            violation = "";
            return true;
        }
        catch (InvalidOperationException ambiguous)
        {
            path = null;
            violation = ambiguous.Message;
            return false;
        }
    }
}
