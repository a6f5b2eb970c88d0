namespace Gdpr.Toolkit.Erasure;

/// <summary>How the application's databases and its erasure ledger stand to each other.</summary>
public sealed record ErasureLedgerStatus
{
    /// <summary>Gets the worst state among the databases.</summary>
    public required ErasureLedgerState State { get; init; }

    /// <summary>Gets the last entry of the ledger.</summary>
    public required ErasureLedgerHead Head { get; init; }

    /// <summary>Gets how many completed erasures a database does not know of.</summary>
    public int MissingErasures { get; init; }

    /// <summary>Gets how many erasures have begun and are not completed.</summary>
    public int OpenErasures { get; init; }

    /// <summary>Gets how many entries a database has carried out that the ledger does not hold.</summary>
    public int LostEntries { get; init; }

    /// <summary>Gets how many keys are back in the database that the ledger lists as destroyed. They open nothing.</summary>
    public int RevivedKeys { get; init; }
}
