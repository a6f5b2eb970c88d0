using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.ChildProcesses;

/// <summary>Makes the moments before and after every entry of the ledger deadly steps.</summary>
internal sealed class DeadlyLedger(IErasureLedger inner, DeadlySteps steps) : IErasureLedger
{
    public async Task<ErasureLedgerEntry> AppendAsync(ErasureLedgerRecord record, CancellationToken cancellationToken)
    {
        steps.Step();
        var entry = await inner.AppendAsync(record, cancellationToken);
        steps.Step();
        return entry;
    }

    public IAsyncEnumerable<ErasureLedgerEntry> ReadAsync(ErasureLedgerHead after, CancellationToken cancellationToken)
        => inner.ReadAsync(after, cancellationToken);

    public Task<IAsyncDisposable> LockReplayAsync(CancellationToken cancellationToken) => inner.LockReplayAsync(cancellationToken);
}
