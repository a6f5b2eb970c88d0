using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <summary>One personal property and one purpose of it: what a plan is made of.</summary>
internal sealed record RetentionPlanLine
{
    /// <summary>Gets the kind of the data subject, as the model names it.</summary>
    public required string Kind { get; init; }

    public required DataSubjectRole Role { get; init; }

    public required string Entity { get; init; }

    public required string Property { get; init; }

    public required PersonalDataCategory Category { get; init; }

    /// <summary>Gets the purpose; null for a property without any.</summary>
    public required PurposeDefinition? Purpose { get; init; }

    /// <summary>Gets the property's own period; null when it has none.</summary>
    public RetentionPeriod? OwnPeriod { get; init; }

    /// <summary>Gets the property that the own period runs from.</summary>
    public string? OwnFrom { get; init; }

    public PurposeRule? Rule => Purpose?.RuleFor(Role);
}
