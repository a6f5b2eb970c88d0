using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>What an operator has to know of rotations. Event ids 1010 to 1019.</summary>
internal static partial class KeyRotationLog
{
    [LoggerMessage(1010, LogLevel.Error,
        "The key rotation of '{Context}' could not go on. Nothing is lost, and it is tried again in {Interval}; until it is through, the earlier key epoch stays.")]
    public static partial void NotContinued(ILogger logger, Exception exception, string context, TimeSpan interval);
}
