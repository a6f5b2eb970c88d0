using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Makes the moments before and after every commit of the application's context deadly steps.</summary>
internal sealed class DeadlyTransactions(DeadlySteps steps) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        steps.Step();
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        steps.Step();
        return Task.CompletedTask;
    }
}
