using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Retention;

/// <summary>What an operator has to know of sweeps. Event ids 1400 to 1419.</summary>
internal static partial class SweepLog
{
    [LoggerMessage(1400, LogLevel.Information,
        "A retention sweep has ended (dry run: {IsDryRun}): {Values} values and rows, {People} people erased, {Suspended} suspended, {Overdue} overdue.")]
    public static partial void Swept(ILogger logger, bool isDryRun, int values, int people, int suspended, int overdue);

    [LoggerMessage(1401, LogLevel.Error,
        "A retention sweep has failed. What its batches committed stays done; the next sweep goes on. Data may be overdue until then.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(1402, LogLevel.Warning, "A person was not erased by the sweep because their data changed, a hold was placed, or a transaction kept them locked, meanwhile. The next sweep looks again.")]
    public static partial void Changed(ILogger logger, Exception exception);

    [LoggerMessage(1403, LogLevel.Error,
        "A person whose time is up could not be erased by the sweep, and stays overdue; the sweep went on with others. The exception says what stands in the way.")]
    public static partial void NotPossible(ILogger logger, Exception exception);
}
