using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What can be wrong with a model, said with the place and the way out.</summary>
internal static class ModelErrors
{
    /// <summary>The annotation by which earlier conventions hand their findings to the validation.</summary>
    public const string Violations = GdprAnnotationNames.Prefix + "Violations";

    /// <summary>Hands findings to the validation, which comes last and tells all of them together.</summary>
    public static void Add(IConventionModel model, IReadOnlyCollection<string> violations)
    {
        if (violations.Count > 0)
        {
            model.SetAnnotation(Violations, ((IEnumerable<string>?)model[Violations] ?? []).Concat(violations).ToList(), fromDataAnnotation: true);
        }
    }

    public static InvalidOperationException Invalid(IEnumerable<string> violations)
        => new("The model's personal data is not described completely:" + Environment.NewLine
            + string.Join(Environment.NewLine, violations.Select(violation => " - " + violation)));

    public static InvalidOperationException AmbiguousSubject(IReadOnlyEntityType entityType, IEnumerable<SubjectPath> paths)
        => new($"'{entityType.DisplayName()}' leads to a data subject in several ways ({string.Join(", ", paths)}). "
            + "Say whose data it is on each of its properties that is personal data: [PersonalData(…, Subject = \""
            + $"{string.Join('.', paths.First().Hops.Select(hop => hop.DependentToPrincipal?.Name ?? "…"))}\")].");

    public static InvalidOperationException NoToolkit()
        => new("The model has no personal-data map, because its context does not use the toolkit. Call UseGdprToolkit() on the context's options.");

    public static InvalidOperationException NoIdentity()
        => new("The model has no user of ASP.NET Core Identity to classify. Call ClassifyIdentity after base.OnModelCreating(modelBuilder), "
            + "in a context whose user derives from IdentityUser<TKey>.");

    public static InvalidOperationException NoSuchWay(IReadOnlyEntityType entityType, string subject, string step)
        => new($"'{entityType.DisplayName()}' holds data that is said to belong to Subject = \"{subject}\", but '{step}' is no navigation to a principal on the way to a "
            + "data subject. Name a navigation over a foreign key of the entity: Subject = nameof(…), with dots for several steps.");
}
