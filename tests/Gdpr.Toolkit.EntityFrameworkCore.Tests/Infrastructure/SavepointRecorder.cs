using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>Counts the savepoints that a context has set.</summary>
internal sealed class SavepointRecorder : DbTransactionInterceptor
{
    public int Count { get; private set; }

    public override void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) => Count++;

    public override Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Count++;
        return Task.CompletedTask;
    }
}
