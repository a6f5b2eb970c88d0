using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Sources;

namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure whose transaction is committed, and that nothing stops any more.</summary>
internal sealed record CommittedErasure(ErasurePlan Plan, Person Person, SourceFindings Outside, ErasureRun Run);
