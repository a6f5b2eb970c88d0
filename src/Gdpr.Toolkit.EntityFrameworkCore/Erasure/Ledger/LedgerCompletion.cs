using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Completes the entries of erasures whose processes ended after their commit, once their keys are destroyed.</summary>
internal sealed class LedgerCompletion(DbContext context, GdprRuntime runtime)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (runtime.Ledger is null
            || await LedgerDatabase.OpenAsync(context, runtime, cancellationToken).ConfigureAwait(false) is not { } database)
        {
            return;
        }

        var comparison = await database.CompareAsync(cancellationToken).ConfigureAwait(false);
        foreach (var erasure in comparison.Uncompleted)
        {
            if (await AreDestroyedAsync(erasure, cancellationToken).ConfigureAwait(false))
            {
                await LedgerRecorder.CompleteAsync(erasure, certificate: null, runtime, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> AreDestroyedAsync(LedgerErasure erasure, CancellationToken cancellationToken)
    {
        using var writer = new SubjectKeyWriter(context, runtime);
        var rows = await writer.FindAsync([.. erasure.Keys], async: true, cancellationToken).ConfigureAwait(false);
        return rows.All(row => row.Wrapped is null);
    }
}
