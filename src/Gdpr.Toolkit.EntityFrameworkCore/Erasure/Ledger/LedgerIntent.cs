namespace Gdpr.Toolkit.Erasure;

/// <summary>What an erasure has written to the ledger before its commit.</summary>
/// <param name="Own">Its own entry.</param>
/// <param name="Interrupted">Earlier erasures of the person that were never completed, and that this one carries out.</param>
internal sealed record LedgerIntent(ErasureLedgerEntry Own, IReadOnlyList<LedgerErasure> Interrupted);
