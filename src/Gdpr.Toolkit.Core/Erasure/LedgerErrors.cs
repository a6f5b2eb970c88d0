namespace Gdpr.Toolkit.Erasure;

/// <summary>What can go wrong between a database and its erasure ledger.</summary>
internal static class LedgerErrors
{
    public static ErasureLedgerException Restored(string context, int erasures) => new(
        $"The database of '{context}' was restored from a backup: the erasure ledger holds {erasures} erasures that it does not know of. "
        + $"Personal data is not worked with until IErasureRecovery.ReplayAsync has erased these people again. See {ErasureLedgerException.Id}.",
        ErasureLedgerState.Restored);

    public static ErasureLedgerException Lost(string context, int entries) => new(
        $"The erasure ledger does not hold {entries} entries that the database of '{context}' has carried out: it was lost, cut, or is another "
        + "one. Bring the right ledger back; or, where it is gone, go on with this one by IErasureRecovery.AcceptAsync, which says why for "
        + $"the record. See {ErasureLedgerException.Id}.",
        ErasureLedgerState.LedgerLost);

    public static ErasureLedgerException Unknown(string context) => new(
        $"The database of '{context}' has no keys yet, but the erasure ledger knows a database. It is a new one, or was restored from a "
        + "backup that is older than its first key. Restore a newer backup; or, where it is new, call IErasureRecovery.AcceptAsync. "
        + $"See {ErasureLedgerException.Id}.",
        ErasureLedgerState.Unknown);

    public static ErasureLedgerException Changed(string ledger, long position, Exception? cause = null) => new(
        $"The erasure ledger {ledger} is damaged: its entry {position} was changed, or does not follow the one before. Bring an intact copy "
        + $"back. See {ErasureLedgerException.Id}.",
        ErasureLedgerState.LedgerLost,
        cause);

    public static ErasureLedgerException Cut(string ledger, long position) => new(
        $"The erasure ledger {ledger} has been read up to entry {position}, which it does not hold any more: it was cut, or exchanged. Bring "
        + $"the right one back. See {ErasureLedgerException.Id}.",
        ErasureLedgerState.LedgerLost);

    public static ErasureLedgerException NotReplayed(ErasureLedgerStatus status) => new(
        $"After the replay of the erasure ledger the application's databases are still not as it says ({status.State}): people could not be told "
        + "apart from others, or not be erased. Call IErasureRecovery.ReplayAsync, whose result says whom, and the log why. "
        + $"See {ErasureLedgerException.Id}.",
        status.State);

    public static IOException Locked(string path, TimeSpan timeout) => new(
        $"The erasure ledger '{path}' has been locked by another process for {timeout.TotalSeconds:0} seconds. Nothing was written; try again.");

    public static IOException NotAccessible(string path, Exception cause) => new(
        $"The erasure ledger '{path}' cannot be opened: its folder is not there, or the user that runs the application may not read and write it and files "
        + "beside it. Create the folder, give the right, or correct the path in UseErasureLedgerFile. Nothing was erased or written.",
        cause);

    public static InvalidOperationException TableMissing(Exception cause) => new(
        "The erasure ledger's database has no table 'GdprErasureLedger'. Call IErasureLedgerDatabase.CreateTablesAsync once, when the application is "
        + "installed, or run what GenerateCreateScript gives; or correct the connection in UseErasureLedgerDatabase.",
        cause);

    public static InvalidOperationException PositionsMissing(string context, Exception cause) => new(
        $"The database of '{context}' has no table 'GdprLedgerPositions', which comes with the model once an erasure ledger is configured. Add a migration "
        + "and apply it.",
        cause);

    public static InvalidOperationException NoLedger() => new(
        "No erasure ledger is configured. Call gdpr.UseErasureLedgerFile(path), UseErasureLedgerDatabase(…) or UseErasureLedger(…) in AddGdprToolkit.");

    public static InvalidOperationException NothingToAccept() => new(
        "Database and erasure ledger agree, or the database was restored: there is no ledger to accept. Where erasures are missing, call ReplayAsync.");
}
