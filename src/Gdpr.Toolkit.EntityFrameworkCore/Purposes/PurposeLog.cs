using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Purposes;

/// <summary>Who reads what an erasure has retained is to be seen. Event ids 1420 to 1429.</summary>
internal static partial class PurposeLog
{
    [LoggerMessage(1420, LogLevel.Information, "Personal data is read for '{Purpose}'.")]
    public static partial void Begun(ILogger logger, string purpose);
}
