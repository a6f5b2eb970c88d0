using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <summary>One purpose that a value is used for: its rule for the person's role, and how the person stands to it.</summary>
internal sealed record RetentionClaim(PurposeDefinition Definition, PurposeRule Rule)
{
    public string Purpose => Definition.Name;

    public bool IsDirectMarketing => Definition.IsDirectMarketing;

    public RetentionNarrowing? Narrowing { get; init; }

    public PurposeState State { get; init; } = PurposeState.Initial;
}
