using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What an operator has to know of erasures that did not come through. Event ids 1200 to 1299.</summary>
internal static partial class ErasureLog
{
    [LoggerMessage(1200, LogLevel.Error,
        "A person was erased in the database, but their keys could not be destroyed. The certificate is not complete; the person is listed "
        + "as pending while their row is there. Once the key store works, call IPersonalDataErasure.ResumeAsync.")]
    public static partial void KeysNotDestroyed(ILogger logger, Exception exception);

    [LoggerMessage(1201, LogLevel.Warning,
        "An erasure has waited {Seconds} seconds for another one of the same person, or of one in 256 others, and goes on waiting. If that stands still, end its process: on "
        + "PostgreSQL the sessions with advisory locks of class 1195659333 (pg_locks), on SQLite the one that has the file '<database>.gdpr-erasure' open.")]
    public static partial void Waits(ILogger logger, long seconds);

    [LoggerMessage(1220, LogLevel.Error,
        "A person was erased and certified, but the erasure ledger could not be written. Once it can, call IPersonalDataErasure.ResumeAsync: "
        + "until then the restore of an older backup brings the person back unnoticed.")]
    public static partial void NotInLedger(ILogger logger, Exception exception);

    [LoggerMessage(1221, LogLevel.Error,
        "A person of the erasure ledger could not be erased again. The database stays refused; once the cause is gone, call "
        + "IErasureRecovery.ReplayAsync again.")]
    public static partial void NotReplayed(ILogger logger, Exception exception);

    [LoggerMessage(1230, LogLevel.Warning,
        "Table '{Table}' could not be searched for the values of erased people ({Exception}, SQL state {SqlState}): their certificates are not complete. "
        + "Let the connection read it, or erase with a narrower VerificationScope.")]
    public static partial void TableNotSearched(ILogger logger, string table, string exception, string? sqlState);

    [LoggerMessage(1231, LogLevel.Error,
        "The database could not be searched for the values of erased people ({Exception}): their certificates are not complete.")]
    public static partial void SearchFailed(ILogger logger, string exception);
}
