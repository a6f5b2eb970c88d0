using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Tells the recipients of a context's notices while the host runs.</summary>
/// <typeparam name="TContext">The context.</typeparam>
internal sealed class BackgroundNotices<TContext>(IServiceScopeFactory scopes, IOptionsMonitor<BackgroundNoticeOptions> monitor, GdprRuntime runtime)
    : RecurringWork(scopes, runtime.Time)
    where TContext : DbContext
{
    public static string OptionsName => typeof(TContext).FullName!;

    protected override TimeSpan StartDelay => Options.StartDelay;

    protected override TimeSpan Interval => Options.Interval;

    protected override bool IsEnabled => Options.IsEnabled;

    private BackgroundNoticeOptions Options => monitor.Get(OptionsName);

    /// <remarks>Without somebody who tells, and values to tell by, the first erasure would fail.</remarks>
    protected override void Require(IServiceProvider services)
    {
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IRecipientNotifier)) == false)
        {
            throw NoticeErrors.NoNotifier();
        }

        IdentifyingValues.Require(services.GetRequiredService<SubjectContexts>().All(), runtime);
    }

    protected override Task RunAsync(IServiceProvider services, CancellationToken stoppingToken)
        => services.GetRequiredService<RecipientNotices>().DispatchAsync([services.GetRequiredService<TContext>()], stoppingToken);
}
