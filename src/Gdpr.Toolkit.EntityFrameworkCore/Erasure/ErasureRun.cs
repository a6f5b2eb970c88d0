namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure that was committed.</summary>
/// <param name="Plan">What was done, row by row.</param>
/// <param name="SubjectReference">The person's pseudonymous reference, in hexadecimal.</param>
/// <param name="DestroyedKeys">The ids of the keys that were destroyed, in hexadecimal.</param>
internal sealed record ErasureRun(DetailedPlan Plan, string SubjectReference, IReadOnlyList<string> DestroyedKeys);
