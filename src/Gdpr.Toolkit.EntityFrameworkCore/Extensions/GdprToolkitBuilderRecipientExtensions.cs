using Gdpr.Toolkit;
using Gdpr.Toolkit.Recipients;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the host tell recipients what has happened to the data that they were given.</summary>
public static class GdprToolkitBuilderRecipientExtensions
{
    private const string HealthCheckName = "gdpr-recipients";

    /// <summary>Tells recipients in the background, while the host runs (GDPR Art. 19). Several processes can do it at once.</summary>
    /// <remarks>
    /// The host's start throws <see cref="InvalidOperationException"/> where no notifier is registered, or where <c>Identify</c> names what no model holds.
    /// </remarks>
    /// <typeparam name="TContext">A context with <c>UseGdprToolkit()</c>, registered with <c>AddDbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <param name="configure">Changes the options, which lie under the full name of the context's type.</param>
    /// <returns>The same builder.</returns>
    public static GdprToolkitBuilder NotifyRecipientsInBackground<TContext>(this GdprToolkitBuilder builder, Action<BackgroundNoticeOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<BackgroundNoticeOptions>(BackgroundNotices<TContext>.OptionsName)
            .Configure(options => configure?.Invoke(options))
            .Validate(BackgroundNoticeOptions.IsValid, "Telling recipients in the background needs StartDelay ≥ 0 and an Interval from one second to one day.")
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundNotices<TContext>>());
        return builder;
    }

    /// <summary>Adds a health check that is healthy while the last dispatch of this process has left no notice to a recipient overdue.</summary>
    /// <param name="builder">The health checks of the application.</param>
    /// <param name="maximumAge">How long ago the last dispatch may be; null for an hour.</param>
    /// <param name="failureStatus">What it reports otherwise; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <returns>The same builder. The check is named <c>gdpr-recipients</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is not positive.</exception>
    public static IHealthChecksBuilder AddGdprRecipients(
        this IHealthChecksBuilder builder, TimeSpan? maximumAge = null, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var age = maximumAge ?? TimeSpan.FromHours(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(maximumAge));
        return builder.Add(new HealthCheckRegistration(
            HealthCheckName,
            services => new NoticeHealthCheck(services.GetRequiredService<NoticeState>(), services.GetRequiredService<TimeProvider>(), age),
            failureStatus,
            tags: null));
    }
}
