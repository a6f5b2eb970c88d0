using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Lets a database go on with a ledger that does not hold what it has carried out.</summary>
internal sealed class LedgerAcceptance(DbContext context, GdprRuntime runtime)
{
    private readonly SubjectKeyring _keyring = context.GetService<SubjectKeyring>();

    public Task RunAsync(string reason, IReadOnlyList<long> lost, CancellationToken cancellationToken)
        => context.Database.CreateExecutionStrategy().ExecuteAsync((reason, lost), RunOnceAsync, cancellationToken);

    private async Task RunOnceAsync((string Reason, IReadOnlyList<long> Lost) what, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                using var writer = new SubjectKeyWriter(context, runtime);
                var realm = await writer.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false)
                    ?? await writer.CreateRealmAsync(async: true, cancellationToken).ConfigureAwait(false);
                var record = new ErasureLedgerRecord
                {
                    Kind = ErasureLedgerEntryKind.Accepted,
                    StoreId = realm.StoreId,
                    RecordedAt = runtime.Time.GetUtcNow(),
                    Reason = what.Reason,
                };
                var entry = await runtime.Ledger!.Ledger.AppendAsync(record, cancellationToken).ConfigureAwait(false);
                await LedgerTables.RemoveAsync(context, what.Lost, CancellationToken.None).ConfigureAwait(false);
                await LedgerTables.AddAsync(context, [LedgerRow.Of(entry)], CancellationToken.None).ConfigureAwait(false);
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                _keyring.Realm.Publish();
            }
            catch
            {
                _keyring.Realm.Forget();
                throw;
            }
        }
    }
}
