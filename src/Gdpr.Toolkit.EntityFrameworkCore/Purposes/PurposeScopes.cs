using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gdpr.Toolkit.Purposes;

/// <inheritdoc/>
internal sealed class PurposeScopes(GdprRuntime runtime, ILoggerFactory? loggers = null) : IPurposeScopes
{
    private readonly ILogger _logger = loggers?.CreateLogger<PurposeScopes>() ?? (ILogger)NullLogger.Instance;

    public string? Current => PurposeScope.Current?.Purpose;

    public IDisposable BeginPurpose(string purpose)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        if (runtime.Purposes.Find(purpose) is null)
        {
            throw new InvalidOperationException(
                $"Purpose '{purpose}' is not registered. Register it with gdpr.Purpose(\"{purpose}\", …) in AddGdprToolkit, or correct its name; case matters.");
        }

        PurposeLog.Begun(_logger, purpose);
        return PurposeScope.Begin(purpose);
    }
}
