namespace Gdpr.Toolkit.Erasure;

/// <summary>What a replay has done about one person.</summary>
/// <param name="SubjectReference">The person's pseudonymous reference, in hexadecimal.</param>
/// <param name="Outcome">What became of the person.</param>
/// <param name="Certificate">The new certificate, which names the one that it amends; null where nobody was erased.</param>
public sealed record ReplayedErasure(string SubjectReference, ErasureReplayOutcome Outcome, ErasureCertificate? Certificate = null);
