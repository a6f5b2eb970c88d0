using Gdpr.Toolkit.Export;
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
        var finder = new SubjectPathFinder(modelBuilder.Metadata);
        var violations = runtime.Purposes.Violations()
            .Concat((IEnumerable<string>?)modelBuilder.Metadata[ModelErrors.Violations] ?? [])
            .Concat(Kinds(modelBuilder.Metadata))
            .Concat(SubjectRules.Violations(modelBuilder.Metadata, finder, runtime.Purposes))
            .Concat(modelBuilder.Metadata.GetEntityTypes().SelectMany(type => Violations(type, finder)))
            .Concat(modelBuilder.Metadata.GetEntityTypes().SelectMany(RowRules.Violations))
            .Concat(modelBuilder.Metadata.GetEntityTypes().SelectMany(ExportNameRules.Violations))
            .Concat(BaseReferenceRules.Violations(modelBuilder.Metadata, finder))
            .Concat(TenantRules.Violations(modelBuilder.Metadata, finder))
            .Concat(EncryptionOwnerRules.Violations(modelBuilder.Metadata, finder))
            .Concat(ExpiryRules.Violations(modelBuilder.Metadata, runtime.Purposes))
            .Concat(Unclassified(modelBuilder.Metadata, finder))
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

        foreach (var violation in Inherited(entityType, finder))
        {
            yield return violation;
        }

        if (personal.Count == 0)
        {
            yield break;
        }

        var owners = Owners(finder, entityType, personal.Select(property => property.Mark!)).ToList();
        if (owners.Find(owner => owner.Violation is not null) is { Violation: { } ambiguity })
        {
            yield return ambiguity;
            yield break;
        }

        if (owners.FindIndex(owner => owner.Path is null) is var orphan and >= 0)
        {
            yield return $"'{entityType.DisplayName()}' holds personal data ('{personal[orphan].Property.Name}') that leads to no data subject, so it "
                + "could never be exported or erased. Mark the entity [DataSubject(DataSubjectRole.…)], or give it a foreign key to one.";
            yield break;
        }

        var isShared = owners.Select(owner => owner.Path).Distinct().Count() > 1;
        foreach (var (property, path) in personal.Zip(owners, (property, owner) => (property, owner.Path!)))
        {
            var role = path.Subject.DataSubject()!.Role;
            var mayStay = isShared || personal.Any(other => OutlastsErasure(other.Mark!, role));
            foreach (var found in PersonalDataRules.Violations(
                property.Property, property.Mark!, role, path.IsSubject || (mayStay && !OutlastsErasure(property.Mark!, role)), runtime.Purposes))
            {
                yield return found;
            }
        }
    }

    // What is one person's in the base class can be several people's in a derived one.
    private static IEnumerable<string> Inherited(IConventionEntityType entityType, SubjectPathFinder finder)
    {
        var marks = entityType.GetAllBaseTypes()
            .SelectMany(type => type.DeclaredProperties().Select(property => (Type: type, Mark: property.PersonalData())))
            .Where(inherited => inherited.Mark is not null && finder.TryFindOwner(inherited.Type, inherited.Mark) is not null)
            .Select(inherited => inherited.Mark!);
        return Owners(finder, entityType, marks).Select(owner => owner.Violation).OfType<string>().Take(1);
    }

    private IEnumerable<string> Unclassified(IConventionModel model, SubjectPathFinder finder)
        => runtime.Options.AllowsUnclassified
            ? []
            : ClassificationRules.Violations(model, finder, runtime.Options.Purposes.Keys.FirstOrDefault() ?? "service");

    /// <summary>Whether an erasure can leave a value: for a law, a public task or a minimum period.</summary>
    private bool OutlastsErasure(PersonalDataMark mark, DataSubjectRole role)
        => mark.Purposes.Any(purpose => runtime.Purposes.Find(purpose)?.RuleFor(role) is { IsExemptFromErasure: true } or { Retention.Floor: not null });

    private static IEnumerable<(SubjectPath? Path, string? Violation)> Owners(
        SubjectPathFinder finder, IConventionEntityType entityType, IEnumerable<PersonalDataMark> marks)
    {
        foreach (var mark in marks)
        {
            (SubjectPath?, string?) owner;
            try
            {
                owner = (finder.FindOwner(entityType, mark), null);
            }
            catch (InvalidOperationException ambiguous)
            {
                owner = (null, ambiguous.Message);
            }

            yield return owner;
        }
    }
}
