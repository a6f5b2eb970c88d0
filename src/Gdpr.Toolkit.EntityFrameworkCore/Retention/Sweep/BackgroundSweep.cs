using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps a context when the host has started, and again and again.</summary>
/// <typeparam name="TContext">The context.</typeparam>
internal sealed class BackgroundSweep<TContext>(
    IServiceScopeFactory scopes, IOptionsMonitor<BackgroundSweepOptions> monitor, GdprRuntime runtime)
    : RecurringWork(scopes, runtime.Time)
    where TContext : DbContext
{
    public static string OptionsName => typeof(TContext).FullName!;

    protected override TimeSpan StartDelay => Options.StartDelay;

    protected override TimeSpan Interval => Options.Interval;

    protected override bool IsEnabled => Options.IsEnabled;

    private BackgroundSweepOptions Options => monitor.Get(OptionsName);

    protected override void Require(IServiceProvider services)
    {
        services.GetRequiredService<CertificateHandover>().Require("A background sweep");
        SweepSchedule.Of(services.GetRequiredService<TContext>(), runtime, runtime.Today);
    }

    protected override Task RunAsync(IServiceProvider services, CancellationToken stoppingToken)
        => services.GetRequiredService<RetentionSweep>().RunAsync(
            [services.GetRequiredService<TContext>()],
            new SweepOptions
            {
                BatchSize = Options.BatchSize,
                Compact = Options.Compact,
                Verification = Options.Verification,
            },
            () => Options.IsEnabled,
            stoppingToken);
}
