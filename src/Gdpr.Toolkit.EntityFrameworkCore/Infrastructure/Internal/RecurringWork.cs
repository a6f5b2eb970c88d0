using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Does something when the host has started, and again and again, each time in a scope of its own.</summary>
internal abstract class RecurringWork(IServiceScopeFactory scopes, TimeProvider time) : BackgroundService
{
    protected abstract TimeSpan StartDelay { get; }

    /// <summary>Gets how long after the work has ended it begins again. Read again every time.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Gets whether it is done at all. Read again every time.</summary>
    protected abstract bool IsEnabled { get; }

    public sealed override Task StartAsync(CancellationToken cancellationToken)
    {
        using (var scope = scopes.CreateScope())
        {
            Require(scope.ServiceProvider);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <summary>Lets the start of the host fail over what the work could do nothing about.</summary>
    protected abstract void Require(IServiceProvider services);

    /// <summary>Does the work once, and logs what goes wrong.</summary>
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken stoppingToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(StartDelay, time, stoppingToken).ConfigureAwait(false);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (IsEnabled)
            {
                await TryRunAsync(stoppingToken).ConfigureAwait(false);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(false);
        }
    }

    // A failure is logged and shown by a health check; the next time goes on.
    private async Task TryRunAsync(CancellationToken stoppingToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            try
            {
                await RunAsync(scope.ServiceProvider, stoppingToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Logged by the work itself; the host must not go down with it.
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
            }
        }
    }
}
