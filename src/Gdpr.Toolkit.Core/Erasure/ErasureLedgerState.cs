namespace Gdpr.Toolkit.Erasure;

/// <summary>How a database and its erasure ledger stand to each other.</summary>
public enum ErasureLedgerState
{
    /// <summary>No ledger is configured: whether the database was restored is not known.</summary>
    NoLedger = 0,

    /// <summary>The database has carried out everything that the ledger holds.</summary>
    Current = 1,

    /// <summary>An erasure has begun and is not completed: it goes on in another process now, or that one ended. Work goes on.</summary>
    Interrupted = 2,

    /// <summary>The database does not know of completed erasures, or holds destroyed keys again: it was restored from a backup. Work is refused.</summary>
    Restored = 3,

    /// <summary>The ledger does not hold what the database has carried out, or was changed: it was lost or cut. Work is refused.</summary>
    LedgerLost = 4,

    /// <summary>The database has no keys yet, and the ledger knows another one: new, or restored from before its first key. Work is refused.</summary>
    Unknown = 5,
}
