using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Brings database and erasure ledger together while the host starts.</summary>
internal sealed class ReplayOnStart(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            scope.ServiceProvider.GetRequiredService<CertificateHandover>().Require("A replay of the erasure ledger");
            var recovery = scope.ServiceProvider.GetRequiredService<IErasureRecovery>();
            var replay = await recovery.ReplayAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (replay.Status.State > ErasureLedgerState.Interrupted)
            {
                throw LedgerErrors.NotReplayed(replay.Status);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
