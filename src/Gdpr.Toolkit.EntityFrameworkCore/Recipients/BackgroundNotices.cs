using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Tells the recipients of a context's notices while the host runs.</summary>
/// <typeparam name="TContext">The context.</typeparam>
internal sealed class BackgroundNotices<TContext>(IServiceScopeFactory scopes, IOptionsMonitor<BackgroundNoticeOptions> monitor, GdprRuntime runtime) : BackgroundService
    where TContext : DbContext
{
    public static string OptionsName => typeof(TContext).FullName!;

    private BackgroundNoticeOptions Options => monitor.Get(OptionsName);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Without somebody who tells, and values to tell by, the start fails, and not the first erasure.
        using var scope = scopes.CreateScope();
        if (scope.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(IRecipientNotifier)) == false)
        {
            throw NoticeErrors.NoNotifier();
        }

        IdentifyingValues.Require(scope.ServiceProvider.GetRequiredService<SubjectContexts>().All(), runtime);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Options.StartDelay, runtime.Time, stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryDispatchAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Options.Interval, runtime.Time, stoppingToken).ConfigureAwait(false);
        }
    }

    // A dispatch that failed is logged and shown by the health check; the next one goes on.
    private async Task TryDispatchAsync(CancellationToken stoppingToken)
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
                await scope.ServiceProvider.GetRequiredService<RecipientNotices>()
                    .DispatchAsync([scope.ServiceProvider.GetRequiredService<TContext>()], stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Logged by the dispatch itself; the host must not go down with it.
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
            }
        }
    }
}
