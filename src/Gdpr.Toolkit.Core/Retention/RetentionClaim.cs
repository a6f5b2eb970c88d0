using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Retention;

/// <summary>One purpose that a value is used for: its rule for the person's role, and how the person stands to it.</summary>
internal sealed record RetentionClaim(string Purpose, PurposeRule Rule)
{
    public bool IsDirectMarketing { get; init; }

    public RetentionNarrowing? Narrowing { get; init; }

    public PurposeState State { get; init; } = PurposeState.Initial;
}
