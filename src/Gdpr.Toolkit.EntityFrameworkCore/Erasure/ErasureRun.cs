using Gdpr.Toolkit.Consent;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure that was committed.</summary>
/// <param name="Plan">What was done, row by row.</param>
/// <param name="SubjectReference">The person's pseudonymous reference, in hexadecimal.</param>
/// <param name="DestroyedKeys">The ids of the keys that were destroyed, in hexadecimal.</param>
/// <param name="Choices">The person's choices as they were before.</param>
internal sealed record ErasureRun(
    DetailedPlan Plan, string SubjectReference, IReadOnlyList<string> DestroyedKeys, IReadOnlyList<ChoiceCount> Choices);
