namespace Gdpr.Toolkit.Consent;

/// <summary>How the controller decided on an objection (GDPR Art. 21(1)).</summary>
/// <remarks>Immutable.</remarks>
/// <param name="AssessedBy">Who decided, as a role or a staff number; it survives an erasure. Not empty.</param>
/// <param name="Justification">Why: to override, the compelling grounds or the legal claim. Not empty. It is stored encrypted under the person's key.</param>
public sealed record ObjectionAssessment(string AssessedBy, string Justification)
{
    /// <summary>Names who decided, not why.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Assessed by {AssessedBy} (justification withheld)";
}
