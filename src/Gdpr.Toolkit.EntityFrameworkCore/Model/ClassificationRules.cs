using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What nobody has classified in rows that belong to people, with lines to paste.</summary>
internal static class ClassificationRules
{
    private const string NewLine = "\n";

    public static IEnumerable<string> Violations(IConventionModel model, SubjectPathFinder finder, string purpose)
        => from entityType in model.GetEntityTypes()
           let paths = finder.Candidates(entityType)
           where paths.Count > 0
           let unclassified = Properties(entityType, finder).Where(IsUnclassified).ToList()
           where unclassified.Count > 0
           select Message(entityType, paths[0], unclassified, purpose);

    // A base class whose rows lead to nobody is looked through here, for the derived class whose rows do.
    private static IEnumerable<IConventionProperty> Properties(IConventionEntityType entityType, SubjectPathFinder finder)
        => entityType.BaseType is { } baseType && finder.Candidates(baseType).Count == 0
            ? Properties(baseType, finder).Concat(entityType.DeclaredProperties())
            : entityType.DeclaredProperties();

    // The keys of owned and complex types, and what else only links their rows, have no member that could be marked.
    private static bool IsUnclassified(IConventionProperty property)
        => property.Classify() == PropertyClassification.Unclassified && !(property.IsShadowProperty() && property.DeclaringType.IsPart());

    private static bool IsPart(this IReadOnlyTypeBase type) => type is IReadOnlyComplexType || ((IReadOnlyEntityType)type).IsOwned();

    private static string Message(
        IConventionEntityType entityType, SubjectPath path, IReadOnlyCollection<IConventionProperty> properties, string purpose)
    {
        var whose = path.IsSubject ? "is a data subject" : $"holds rows of a '{path.Subject.ShortName()}' (by {path})";
        return $"'{entityType.DisplayName()}' {whose}, and nobody has said whether these properties are personal data. Paste above each the line that is true:"
            + string.Concat(properties.Select(property => NewLine + "     " + Name(entityType, property) + Lines(property, purpose)))
            + NewLine + $"   or say it once, above the class: [NotPersonalData(\"…why the rest of {entityType.ShortName()} says nothing about a person…\")].";
    }

    private static string Name(IConventionEntityType entityType, IConventionProperty property)
        => property.DeclaringType == entityType ? $"{property.Name}: " : $"{property.DeclaringType.ShortName()}.{property.Name}: ";

    private static string Lines(IConventionProperty property, string purpose) => property.IsShadowProperty()
        ? $"modelBuilder.Entity<{property.DeclaringType.ShortName()}>().Property(\"{property.Name}\").IsPersonalData(PersonalDataCategory.FreeText, \"{purpose}\") or .IsNotPersonalData(\"…\")"
        : $"[PersonalData(PersonalDataCategory.FreeText, \"{purpose}\")] or [NotPersonalData(\"…\")]";
}
