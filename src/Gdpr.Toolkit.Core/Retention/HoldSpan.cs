namespace Gdpr.Toolkit.Retention;

/// <summary>A legal hold on a value (GDPR Art. 17(3)(e)): from the day it was placed, until the day it is lifted, which no longer counts.</summary>
/// <remarks>Named by its reference: proofs are shown to people, and the reason is confidential.</remarks>
internal sealed record HoldSpan(string Reference, DateOnly PlacedOn, DateOnly? ReviewOn = null, DateOnly? LiftedOn = null)
{
    public KeptDays Days => new(PlacedOn.DayNumber, LiftedOn is { } lifted ? LastKeptDay.Before(lifted) : LastKeptDay.Never);
}
