namespace Gdpr.Toolkit.Consent;

/// <summary>What a controller needs to demonstrate when it lifts a restriction (GDPR Art. 18(3)).</summary>
/// <remarks>Immutable.</remarks>
public sealed record RestrictionLift
{
    /// <summary>Gets who lifts it, as a role or a staff number; it survives an erasure. Not empty.</summary>
    public required string LiftedBy { get; init; }

    /// <summary>Gets when the person was told: before the lifting, so not in the future.</summary>
    public required DateTimeOffset PersonInformedAt { get; init; }

    /// <summary>Gets the channel by which the person was told, such as <c>letter</c>; it survives an erasure. Not empty.</summary>
    public required string InformedBy { get; init; }

    /// <summary>Gets why it is lifted; stored encrypted under the person's key.</summary>
    public string? Reason { get; init; }

    /// <summary>Names who lifts it, not the text.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Lifted by {LiftedBy} (reason withheld)";
}
