using System.Security.Cryptography;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Writes one erasure to the ledger, where there is one: before its commit that it begins, after it that it is done.</summary>
internal static class LedgerRecorder
{
    /// <summary>Records, in the ledger and in the context's transaction, that all keys of a person are about to be destroyed.</summary>
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
        var record = Record(ErasureLedgerEntryKind.Intent, person, keys, kids, runtime) with
        {
            Sequences = await IdentityColumns.ReadAsync(person, cancellationToken).ConfigureAwait(false),
        };
        var interrupted = await FindInterruptedAsync(gate, record, cancellationToken).ConfigureAwait(false);
        var intent = await AppendAsync(person, record, [.. interrupted, .. replayed], runtime, cancellationToken).ConfigureAwait(false);
        return new LedgerIntent(intent, interrupted);
    }

    /// <summary>Records in the same way that the keys of one group are about to be destroyed, and that the person stays.</summary>
    public static async Task<ErasureLedgerEntry?> BeginKeyGroupAsync(
        Person person, PersonKeys keys, IReadOnlyList<string> kids, GdprRuntime runtime, CancellationToken cancellationToken)
        => runtime.Ledger is null
            ? null
            : await AppendAsync(
                person, Record(ErasureLedgerEntryKind.KeyGroup, person, keys, kids, runtime), [], runtime, cancellationToken).ConfigureAwait(false);

    /// <summary>Records that an erasure is done. Where that fails, it is made up for by <c>ResumeAsync</c>.</summary>
    public static async Task TryCompleteAsync(ErasureRun run, ErasureCertificate certificate, GdprRuntime runtime, ILogger logger)
    {
        if (run.Intent is not { } intent || run.DestroyedKeys.Count != run.Keys.Count)
        {
            return;
        }

        try
        {
            foreach (var earlier in intent.Interrupted)
            {
                await CompleteAsync(earlier, earlier.IsKeyGroup ? null : Reference(certificate), runtime, CancellationToken.None).ConfigureAwait(false);
            }

            await CompleteAsync(intent.Own, Reference(certificate), runtime, CancellationToken.None).ConfigureAwait(false);
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

    public static Task CompleteAsync(
        LedgerErasure erasure, CertificateReference? certificate, GdprRuntime runtime, CancellationToken cancellationToken)
        => runtime.Ledger!.Ledger.AppendAsync(erasure.Completion(runtime.Time.GetUtcNow(), certificate), cancellationToken);

    /// <summary>Finds the last certificate of a person before an erasure, as far as the ledger was read before its commit.</summary>
    /// <returns>Null without a ledger, and where there was none.</returns>
    public static async Task<CertificateReference?> FindEarlierAsync(ErasureRun run, GdprRuntime runtime)
        => run.Intent is { Own: var intent }
            ? await runtime.Ledger!.Index.LookAsync(
                ledger => FindEarlier(ledger, intent), async: true, default).ConfigureAwait(false)
            : null;

    private static CertificateReference? FindEarlier(LedgerContents ledger, ErasureLedgerEntry intent)
    {
        var reference = Convert.FromHexString(intent.Record.SubjectReference!);
        var keys = KeysOf(intent.Record);
        return ledger.Erasures.LastOrDefault(earlier => earlier.IsCertified
            && earlier.Position < intent.Position
            && earlier.IsOf(intent.Record.StoreId, reference)
            && earlier.Keys.Any(keys.Contains))?.Certificate;
    }

    /// <summary>Finds what has begun and not ended for the same keys: it was stopped before its commit, or waits for keys that are destroyed now.</summary>
    /// <remarks>None of it is about to commit: this erasure has the person for itself.</remarks>
    private static async Task<IReadOnlyList<LedgerErasure>> FindInterruptedAsync(
        LedgerGate gate, ErasureLedgerRecord record, CancellationToken cancellationToken)
    {
        var reference = Convert.FromHexString(record.SubjectReference!);
        var keys = KeysOf(record);
        return await gate.Index.LookAsync<IReadOnlyList<LedgerErasure>>(
            ledger =>
            [
                .. ledger.Erasures.Where(erasure => erasure is { CompletedAt: null, IsWithdrawn: false }
                    && erasure.IsOf(record.StoreId, reference)
                    && erasure.Keys.All(keys.Contains)),
            ],
            async: true,
            cancellationToken).ConfigureAwait(false);
    }

    private static HashSet<KeyId> KeysOf(ErasureLedgerRecord record) => [.. record.Keys.Select(kid => KeyId.From(Convert.FromHexString(kid)))];

    private static ErasureLedgerRecord Record(
        ErasureLedgerEntryKind kind, Person person, PersonKeys keys, IReadOnlyList<string> kids, GdprRuntime runtime) => new()
        {
            Kind = kind,
            StoreId = keys.StoreId,
            RecordedAt = runtime.Time.GetUtcNow(),
            SubjectKind = person.Mark.EffectiveKind,
            SubjectReference = keys.Reference,
            Keys = kids,
        };

    /// <summary>Writes what begins to the ledger, and to the context's transaction that it, and what it carries out besides, is done.</summary>
    private static async Task<ErasureLedgerEntry> AppendAsync(
        Person person, ErasureLedgerRecord record, IEnumerable<LedgerErasure> carriedOut, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var intent = await runtime.Ledger!.Ledger.AppendAsync(record, cancellationToken).ConfigureAwait(false);
        try
        {
            await LedgerTables.AddAsync(
                person.Context, [LedgerRow.Of(intent), .. carriedOut.Select(erasure => erasure.Row)], CancellationToken.None).ConfigureAwait(false);
            return intent;
        }
        catch
        {
            await WithdrawAsync(runtime.Ledger, intent, runtime).ConfigureAwait(false);
            throw;
        }
    }

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
