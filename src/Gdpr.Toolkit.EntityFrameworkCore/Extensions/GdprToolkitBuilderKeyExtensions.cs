using Gdpr.Toolkit;
using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Configures what Gdpr.Toolkit does with keys while a host runs.</summary>
public static class GdprToolkitBuilderKeyExtensions
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMinutes(10);

    /// <summary>Goes on, while the host runs, with rotations of key epochs, of the index root and of people's keys that <see cref="IKeyRotation"/> has begun. Begins none.</summary>
    /// <remarks>
    /// Several processes may do so at once. A failure is logged (event 1010) and tried again after the interval. It needs a host
    /// (<c>IHost</c>, as in ASP.NET Core and worker services).
    /// </remarks>
    /// <typeparam name="TContext">A context with <c>UseGdprToolkit()</c>, registered with <c>AddDbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <param name="interval">How long to wait between two looks: above zero. The default is ten minutes. The last call counts.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is zero or below.</exception>
    public static GdprToolkitBuilder RotateInBackground<TContext>(this GdprToolkitBuilder builder, TimeSpan? interval = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var wait = interval ?? DefaultInterval;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(wait, TimeSpan.Zero, nameof(interval));
        builder.Services.Replace(ServiceDescriptor.Singleton(new BackgroundKeyRotationOptions<TContext>(wait)));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BackgroundKeyRotation<TContext>>());
        return builder;
    }

    /// <summary>Opens the keys of a context's store while the host starts.</summary>
    /// <remarks>
    /// For key encryption keys that answer late, such as a key management service: without it, the first query waits for it, on a thread of
    /// its own if the query is synchronous. A database without keys is fine; one that cannot be reached stops the start.
    /// </remarks>
    /// <typeparam name="TContext">A context with <c>UseGdprToolkit()</c>, registered with <c>AddDbContext</c>.</typeparam>
    /// <param name="builder">What <c>AddGdprToolkit</c> configures.</param>
    /// <returns>The same builder. The host's start throws what opening the keys throws.</returns>
    public static GdprToolkitBuilder OpenKeysOnStart<TContext>(this GdprToolkitBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OpeningKeys<TContext>>());
        return builder;
    }
}
