using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What raw SQL was let through. Event ids 1020 to 1029; never the SQL itself.</summary>
internal static partial class RawSqlLog
{
    [LoggerMessage(1020, LogLevel.Warning,
        "Raw SQL ({Statement}) wrote to the protected table '{Table}', past encryption and erasure, because: {Reason}")]
    public static partial void LetThrough(ILogger logger, string statement, string table, string reason);
}
