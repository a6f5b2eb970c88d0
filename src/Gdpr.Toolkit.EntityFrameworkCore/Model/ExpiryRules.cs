using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with rows that are deleted when their time is up: a cascade could take along what is kept longer.</summary>
internal static class ExpiryRules
{
    public static IEnumerable<string> Violations(IConventionModel model, PurposeRegistry purposes)
        => from principal in model.GetEntityTypes()
           let own = Purposes(principal)
           where own.Any(purpose => IsDeleted(purpose, purposes))
           from foreignKey in principal.GetDeclaredReferencingForeignKeys()
           where !foreignKey.IsOwnership && foreignKey.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.ClientCascade
           from dependent in foreignKey.DeclaringEntityType.GetDerivedTypesInclusive()
           let other = Purposes(dependent).Except(own).FirstOrDefault()
           where other is not null
           select $"'{principal.DisplayName()}' is deleted when its time is up, and deleting it would delete its '{dependent.DisplayName()}', which is kept for "
               + $"'{other}' as well. Use OnDelete(DeleteBehavior.Restrict), or let the purposes of '{principal.DisplayName()}' say OnExpiry(ExpiryAction.Erase).";

    private static HashSet<string> Purposes(IConventionEntityType entityType)
        => [.. entityType.GetAllBaseTypesInclusive()
            .SelectMany(type => type.DeclaredProperties())
            .Select(property => property.PersonalData())
            .OfType<PersonalDataMark>()
            .SelectMany(mark => mark.Purposes)];

    private static bool IsDeleted(string purpose, PurposeRegistry purposes)
        => purposes.Find(purpose)?.Rules.Any(rule => rule.Retention?.OnExpiry == ExpiryAction.Delete) == true;
}
