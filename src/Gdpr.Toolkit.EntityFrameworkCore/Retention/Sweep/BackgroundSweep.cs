using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps a context when the host has started, and again and again.</summary>
/// <typeparam name="TContext">The context.</typeparam>
internal sealed class BackgroundSweep<TContext>(
    IServiceScopeFactory scopes, IOptionsMonitor<BackgroundSweepOptions> monitor, CertificateKeeper<TContext> keeper, GdprRuntime runtime) : BackgroundService
    where TContext : DbContext
{
    public static string OptionsName => typeof(TContext).FullName!;

    private BackgroundSweepOptions Options => monitor.Get(OptionsName);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // What a sweep could do nothing about stops the start, and not the first night.
        using var scope = scopes.CreateScope();
        SweepSchedule.Of(scope.ServiceProvider.GetRequiredService<TContext>(), runtime, runtime.Today);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Options.StartDelay, runtime.Time, stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TrySweepAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Options.Interval, runtime.Time, stoppingToken).ConfigureAwait(false);
        }
    }

    // A failed sweep is logged and shown by the health check; the next one tries again.
    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        if (!Options.IsEnabled)
        {
            return;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            try
            {
                await scope.ServiceProvider.GetRequiredService<RetentionSweep>().RunAsync(
                    [scope.ServiceProvider.GetRequiredService<TContext>()],
                    new SweepOptions
                    {
                        BatchSize = Options.BatchSize,
                        Compact = Options.Compact,
                        Verification = Options.Verification,
                        KeepCertificate = (certificate, cancel) => keeper.Keep(scope.ServiceProvider, certificate, cancel),
                    },
                    () => Options.IsEnabled,
                    stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Logged by the sweep itself; the host must not go down with it.
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
            }
        }
    }
}
