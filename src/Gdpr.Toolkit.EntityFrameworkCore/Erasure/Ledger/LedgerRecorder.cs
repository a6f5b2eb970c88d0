using System.Security.Cryptography;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Writes one erasure to the ledger, where there is one: before its commit that it begins, after it that it is done.</summary>
internal static class LedgerRecorder
{
    /// <summary>Records, in the ledger and in the context's transaction, that keys are about to be destroyed.</summary>
    /// <param name="person">Whose keys.</param>
    /// <param name="keys">The person's keys.</param>
    /// <param name="kids">The ids of those that are destroyed, in hexadecimal.</param>
    /// <param name="replayed">The entries that this erasure carries out again.</param>
    /// <param name="runtime">Where the ledger is.</param>
    /// <param name="cancellationToken">Cancels before the ledger is written.</param>
    /// <returns>What was written; null without a ledger.</returns>
    public static async Task<LedgerIntent?> BeginAsync(
        Person person,
        PersonKeys keys,
        IReadOnlyList<string> kids,
        IReadOnlyCollection<LedgerErasure> replayed,
        GdprRuntime runtime,
        CancellationToken cancellationToken)
    {
        if (runtime.Ledger is not { } gate)
        {
            return null;
        }

        await gate.Index.RefreshAsync(async: true, cancellationToken).ConfigureAwait(false);
        var record = new ErasureLedgerRecord
        {
            Kind = ErasureLedgerEntryKind.Intent,
            StoreId = keys.StoreId,
            RecordedAt = runtime.Time.GetUtcNow(),
            SubjectKind = person.Mark.EffectiveKind,
            SubjectReference = keys.Reference,
            Keys = kids,
            Sequences = await IdentityColumns.ReadAsync(person, cancellationToken).ConfigureAwait(false),
        };
        var interrupted = await FindInterruptedAsync(gate, record, cancellationToken).ConfigureAwait(false);
        var intent = await gate.Ledger.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        try
        {
            IEnumerable<ErasureLedgerEntry> carriedOut = [intent, .. interrupted, .. replayed.Select(erasure => erasure.Intent)];
            await LedgerTables.AddAsync(person.Context, [.. carriedOut.Select(LedgerRow.Of)], CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            await WithdrawAsync(gate, intent, runtime).ConfigureAwait(false);
            throw;
        }

        return new LedgerIntent(intent, interrupted);
    }

    /// <summary>Records that an erasure is done. Where that fails, it is made up for by <c>ResumeAsync</c>.</summary>
    public static async Task TryCompleteAsync(ErasureRun run, ErasureCertificate certificate, GdprRuntime runtime, ILogger logger)
    {
        if (run.Intent is not { } intent || run.DestroyedKeys.Count != run.Keys.Count)
        {
            return;
        }

        try
        {
            foreach (var entry in intent.Interrupted.Append(intent.Own))
            {
                await CompleteAsync(entry, Reference(certificate), runtime, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            ErasureLog.NotInLedger(logger, exception);
        }
    }

    public static Task CompleteAsync(
        ErasureLedgerEntry intent, CertificateReference? certificate, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var record = intent.Record with
        {
            Kind = ErasureLedgerEntryKind.Completed,
            RecordedAt = runtime.Time.GetUtcNow(),
            Intent = intent.Position,
            Certificate = certificate,
        };
        return runtime.Ledger!.Ledger.AppendAsync(record, cancellationToken);
    }

    /// <summary>Finds the last certificate of a person before an erasure, as far as the ledger was read before its commit.</summary>
    /// <returns>Null without a ledger, and where there was none.</returns>
    public static async Task<CertificateReference?> FindEarlierAsync(ErasureRun run, GdprRuntime runtime)
        => run.Intent is { Own: var intent }
            ? await runtime.Ledger!.Index.LookAsync(
                (erasures, _) => erasures.Values.LastOrDefault(earlier => IsEarlier(earlier, intent))?.Certificate, async: true, default).ConfigureAwait(false)
            : null;

    /// <summary>Finds what has begun and not ended for the same keys: it was stopped before its commit, or waits for keys that are destroyed now.</summary>
    /// <remarks>None of it is about to commit: this erasure has the person for itself.</remarks>
    private static async Task<IReadOnlyList<ErasureLedgerEntry>> FindInterruptedAsync(
        LedgerGate gate, ErasureLedgerRecord record, CancellationToken cancellationToken)
        => await gate.Index.LookAsync<IReadOnlyList<ErasureLedgerEntry>>(
            (erasures, _) =>
            [
                .. erasures.Values
                    .Where(erasure => erasure is { CompletedAt: null, IsWithdrawn: false }
                        && erasure.Intent.Record.StoreId == record.StoreId
                        && erasure.SubjectReference == record.SubjectReference
                        && erasure.Keys.All(record.Keys.Contains))
                    .Select(erasure => erasure.Intent),
            ],
            async: true,
            cancellationToken).ConfigureAwait(false);

    private static bool IsEarlier(LedgerErasure erasure, ErasureLedgerEntry intent)
        => erasure.Certificate is not null
            && erasure.Intent.Position < intent.Position
            && erasure.Intent.Record.StoreId == intent.Record.StoreId
            && erasure.SubjectReference == intent.Record.SubjectReference
            && erasure.Keys.Intersect(intent.Record.Keys).Any();

    private static CertificateReference Reference(ErasureCertificate certificate)
        => new(certificate.Id, Convert.ToHexStringLower(SHA256.HashData(certificate.Document.Span)));

    private static async Task WithdrawAsync(LedgerGate gate, ErasureLedgerEntry intent, GdprRuntime runtime)
    {
        var record = new ErasureLedgerRecord
        {
            Kind = ErasureLedgerEntryKind.Withdrawn,
            StoreId = intent.Record.StoreId,
            RecordedAt = runtime.Time.GetUtcNow(),
            Intent = intent.Position,
        };
        await gate.Ledger.AppendAsync(record, CancellationToken.None).ConfigureAwait(false);
    }
}
