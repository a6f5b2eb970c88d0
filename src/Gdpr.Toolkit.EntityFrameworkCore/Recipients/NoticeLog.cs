using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Recipients;

/// <summary>What an operator has to know of notices to recipients. Event ids 1500 to 1599.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(1500, LogLevel.Warning,
        "The recipient '{Recipient}' could not be told of notice {Notice} (attempt {Attempt}). It is tried again, later and later.")]
    public static partial void NotTold(ILogger logger, Guid notice, string recipient, int attempt, Exception exception);

    [LoggerMessage(1501, LogLevel.Error,
        "The recipient '{Recipient}' was not told of notice {Notice} in the time that there was; what identified the person to it is destroyed. Tell it "
        + "in another way, or record why not, with IRecipientNotices.SettleAsync (GDPR Art. 19).")]
    public static partial void GivenUp(ILogger logger, Guid notice, string recipient);

    [LoggerMessage(1502, LogLevel.Error, "Notices to recipients could not be dispatched. What was recorded stays; the next dispatch goes on.")]
    public static partial void Failed(ILogger logger, Exception exception);
}
