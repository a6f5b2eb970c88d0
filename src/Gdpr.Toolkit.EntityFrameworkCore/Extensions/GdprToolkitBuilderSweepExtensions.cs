using Gdpr.Toolkit;
using Gdpr.Toolkit.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets the host take what nothing keeps any more.</summary>
public static class GdprToolkitBuilderSweepExtensions
{
    private const string HealthCheckName = "gdpr-retention";

    /// <summary>Sweeps a context in the background, while the host runs. Cannot be undone.</summary>
    /// <remarks>
    /// Several processes can do it at once. The certificates of people who are erased go where <see cref="GdprToolkitBuilder.KeepErasureCertificates"/> says; without
    /// it, or with something in the model that falls due and cannot be emptied, the host does not start. Query filters that are
    /// boundaries hold: with tenants, call <see cref="IRetentionSweep.RunAsync"/> in a scope of each instead.
    /// </remarks>
    /// <typeparam name="TContext">A context with <c>UseGdprToolkit()</c>, registered with <c>AddDbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <param name="configure">Changes the options, which lie under the full name of the context's type.</param>
    /// <returns>The same builder.</returns>
    public static GdprToolkitBuilder SweepInBackground<TContext>(this GdprToolkitBuilder builder, Action<BackgroundSweepOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<BackgroundSweepOptions>(BackgroundSweep<TContext>.OptionsName)
            .Configure(options => configure?.Invoke(options))
            .Validate(
                BackgroundSweepOptions.IsValid,
                "A background sweep needs StartDelay ≥ 0, an Interval from one second to 31 days, and a BatchSize from 1 to 10,000.")
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundSweep<TContext>>());
        return builder;
    }

    /// <summary>Adds a health check that is healthy while the last retention sweep of this process has left nothing overdue.</summary>
    /// <param name="builder">The health checks of the application.</param>
    /// <param name="maximumAge">How long ago the last sweep may be; null for a day.</param>
    /// <param name="failureStatus">What it reports otherwise; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <returns>The same builder. The check is named <c>gdpr-retention</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is not positive.</exception>
    public static IHealthChecksBuilder AddGdprRetention(
        this IHealthChecksBuilder builder, TimeSpan? maximumAge = null, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var age = maximumAge ?? TimeSpan.FromDays(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(maximumAge));
        return builder.Add(new HealthCheckRegistration(
            HealthCheckName,
            services => new SweepHealthCheck(services.GetRequiredService<SweepState>(), services.GetRequiredService<TimeProvider>(), age),
            failureStatus,
            tags: null));
    }
}
