namespace Gdpr.Toolkit.Purposes;

/// <summary>One registered purpose with its texts, its recipients and its rules by role.</summary>
internal sealed class PurposeDefinition(string name, IReadOnlyList<PurposeRule> rules, bool isDirectMarketing = false)
{
    public string Name { get; } = name;

    public IReadOnlyList<PurposeRule> Rules { get; } = rules;

    public PurposeText? Title { get; init; }

    public PurposeText? Description { get; init; }

    public ProcessingPurpose? Term { get; init; }

    /// <summary>Gets what is said of automated decisions; null where none were declared.</summary>
    public PurposeText? AutomatedDecisions { get; init; }

    /// <summary>Gets whether an objection ends the purpose at once (GDPR Art. 21(2), (3)).</summary>
    public bool IsDirectMarketing { get; } = isDirectMarketing;

    public IReadOnlyList<DataRecipient> Recipients { get; init; } = [];

    /// <summary>Finds the rule for a role; a rule that names the role beats one for everybody.</summary>
    public PurposeRule? RuleFor(DataSubjectRole role)
        => Rules.FirstOrDefault(rule => rule.Role == role) ?? Rules.FirstOrDefault(rule => rule.Role is null);
}
