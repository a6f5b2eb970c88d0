using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a model, said with the place and the way out.</summary>
internal static class ModelErrors
{
    /// <summary>The annotation by which earlier conventions hand their findings to the validation.</summary>
    public const string Violations = GdprAnnotationNames.Prefix + "Violations";

    /// <summary>Hands findings to the validation, which comes last and tells all of them together.</summary>
    public static void Add(IConventionModel model, IEnumerable<string> violations)
        => model.SetAnnotation(Violations, ((IEnumerable<string>?)model[Violations] ?? []).Concat(violations).ToList(), fromDataAnnotation: true);

    public static InvalidOperationException Invalid(IEnumerable<string> violations)
        => new("The model's personal data is not described completely:" + Environment.NewLine
            + string.Join(Environment.NewLine, violations.Select(violation => " - " + violation)));

    public static InvalidOperationException AmbiguousSubject(IReadOnlyEntityType entityType, IEnumerable<SubjectPath> paths)
        => new($"'{entityType.DisplayName()}' leads to a data subject in several ways ({string.Join(", ", paths.Select(Describe))}). "
            + "Say whose data it is on its properties: [PersonalData(…, Subject = nameof(…the navigation…))].");

    public static NotSupportedException SeveralSubjects(IReadOnlyEntityType entityType, IEnumerable<string> navigations)
        => new($"'{entityType.DisplayName()}' holds personal data of several people (through {string.Join(" and ", navigations)}). "
            + "One row with several data subjects is not supported yet: give each of them an entity of their own.");

    private static string Describe(SubjectPath path)
        => string.Join(" → ", path.Hops.Select(hop => hop.DependentToPrincipal?.Name ?? hop.PrincipalEntityType.DisplayName()));
}
