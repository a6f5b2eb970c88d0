using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What an operator has to know of erasures that did not come through. Event ids 1200 to 1299.</summary>
internal static partial class ErasureLog
{
    [LoggerMessage(1200, LogLevel.Error,
        "A person was erased in the database, but their keys could not be destroyed. The certificate is not complete; the person is listed "
        + "as pending while their row is there. Once the key store works, call IPersonalDataErasure.ResumeAsync.")]
    public static partial void KeysNotDestroyed(ILogger logger, Exception exception);
}
