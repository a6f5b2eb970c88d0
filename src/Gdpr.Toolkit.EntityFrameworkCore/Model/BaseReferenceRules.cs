using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>References to a base class of which only derived classes lead to people, which no path follows.</summary>
internal static class BaseReferenceRules
{
    public static IEnumerable<string> Violations(IConventionModel model, SubjectPathFinder finder)
        => from dependent in model.GetEntityTypes()
           where finder.Candidates(dependent).Count == 0 && SaysSomething(dependent)
           from foreignKey in dependent.GetDeclaredForeignKeys()
           where foreignKey.PrincipalEntityType.GetRootType() != dependent.GetRootType() && finder.Candidates(foreignKey.PrincipalEntityType).Count == 0
           let person = foreignKey.PrincipalEntityType.GetDerivedTypes().FirstOrDefault(derived => finder.Candidates(derived).Count > 0)
           where person is not null
           select $"'{dependent.DisplayName()}' refers to '{foreignKey.PrincipalEntityType.DisplayName()}', of which only '{person.DisplayName()}' leads to a data subject, "
               + "and such a reference is not followed: its rows would be neither exported nor erased. "
               + $"Refer to '{person.DisplayName()}', mark '{foreignKey.PrincipalEntityType.DisplayName()}', or say that the rows hold nothing about people: "
               + $"[NotPersonalData(\"…\")] above '{dependent.DisplayName()}'.";

    private static bool SaysSomething(IConventionEntityType dependent)
        => dependent.GetProperties()
            .Any(property => property.Classify() is PropertyClassification.PersonalData or PropertyClassification.Unclassified);
}
