using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Goes on with rotations of a context's key store that have begun, as long as the host runs.</summary>
internal sealed class BackgroundKeyRotation<TContext>(
    IServiceScopeFactory scopes, IKeyRotation rotation, BackgroundKeyRotationOptions<TContext> options, TimeProvider time, ILoggerFactory? loggers = null)
    : BackgroundService
    where TContext : DbContext
{
    private readonly ILogger? _logger = loggers?.CreateLogger(CertificateLog.Category);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            await TryContinueAsync(stoppingToken).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task TryContinueAsync(CancellationToken stoppingToken)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                await rotation.ContinueAsync(scope.ServiceProvider.GetRequiredService<TContext>(), stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // An outage must not end the host. What was written is kept, and the next time goes on from there.
            if (_logger is not null)
            {
                KeyRotationLog.NotContinued(_logger, exception, typeof(TContext).Name, options.Interval);
            }
        }
    }
}
