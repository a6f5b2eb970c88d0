namespace Gdpr.Toolkit.Erasure;

/// <summary>The people of one kind in one database: what many entries of a ledger have in common.</summary>
internal sealed record LedgerPeople(Guid StoreId, string Kind);
