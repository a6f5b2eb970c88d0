namespace Gdpr.Toolkit.Retention;

/// <summary>Everything that decides until when one value is kept. Days are those of the controller's time zone.</summary>
internal sealed record RetentionQuestion
{
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets the purposes of the value, in the order of its annotation.</summary>
    public required IReadOnlyList<RetentionClaim> Claims { get; init; }

    public AnchorRecords Anchors { get; init; } = new([], new PersonAnchors([]));

    /// <summary>Gets on which day the person asked for erasure (GDPR Art. 17(1)); null when they did not.</summary>
    public DateOnly? ErasureRequestedOn { get; init; }

    public IReadOnlyList<HoldSpan> Holds { get; init; } = [];

    /// <summary>Gets whether the answer comes with its proof; who decides about many rows needs none.</summary>
    public bool IsProved { get; init; } = true;
}
