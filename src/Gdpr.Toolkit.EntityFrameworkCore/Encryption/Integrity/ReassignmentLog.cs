using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What an operator has to know of rows that changed their person. Event ids 1030 to 1039.</summary>
internal static partial class ReassignmentLog
{
    [LoggerMessage(1030, LogLevel.Information,
        "A row of '{Entity}' was moved to another person, and {Rows} rows with encrypted values were encrypted anew for them: {Reason}")]
    public static partial void Reassigned(ILogger logger, string entity, int rows, string reason);
}
