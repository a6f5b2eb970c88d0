using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Sources;

/// <summary>What an operator has to know of sources that failed after the database's commit. Event ids 1300 to 1399.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(1300, LogLevel.Error,
        "The source '{Source}' failed while it erased a person's items, after the database had committed. The certificate is not complete; "
        + "the person is listed as pending. Once the source works, plan and erase again.")]
    public static partial void NotErased(ILogger logger, string source, Exception exception);

    [LoggerMessage(1301, LogLevel.Error,
        "The source '{Source}' failed when it was asked whether a person's items are gone. The certificate is not complete; "
        + "the person is listed as pending. Once the source works, plan and erase again.")]
    public static partial void NotObserved(ILogger logger, string source, Exception exception);

    [LoggerMessage(1302, LogLevel.Error,
        "A person was erased in the database and in all sources, but that could not be noted in their row. They are listed as pending: plan and erase again.")]
    public static partial void NotNoted(ILogger logger, Exception exception);

    [LoggerMessage(1303, LogLevel.Error,
        "The source '{Source}' failed during an export that allows it. The package says that it is not complete. Once the source works, export again.")]
    public static partial void NotExported(ILogger logger, string source, Exception exception);
}
