using System.Data.Common;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Tells a transaction that lost against another one, changed nothing and can be tried again from what failed.</summary>
internal static class TransactionConflict
{
    // Of PostgreSQL. SQLite has one writer at a time.
    private const string SerializationFailure = "40001";
    private const string DeadlockDetected = "40P01";

    /// <summary>Whether an exception tells of one, however deep an execution strategy has wrapped it.</summary>
    public static bool IsTold(Exception? exception)
        => exception is DbException { SqlState: SerializationFailure or DeadlockDetected } || (exception is not null && IsTold(exception.InnerException));
}
