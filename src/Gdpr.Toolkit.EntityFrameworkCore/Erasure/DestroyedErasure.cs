namespace Gdpr.Toolkit.Erasure;

/// <summary>An erasure whose keys, and what lay outside the database, are destroyed as far as that went. It is not verified yet.</summary>
internal sealed record DestroyedErasure(CommittedErasure Committed, IReadOnlyList<ErasureEntry> Outside);
