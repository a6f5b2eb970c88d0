using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure whose certificate is signed.</summary>
/// <param name="Person">The person.</param>
/// <param name="Certificate">What was seen.</param>
/// <param name="IsThrough">Whether nothing is left to do: the keys are destroyed, and no source has failed.</param>
internal sealed record CertifiedErasure(Person Person, ErasureCertificate Certificate, bool IsThrough);
