using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps a process from working with personal data of a database that does not agree with the erasure ledger. Thread-safe.</summary>
/// <remarks>It asks as often as a key lease is renewed, and whenever a realm is read for writing.</remarks>
internal sealed class LedgerGate(IErasureLedger ledger, TimeSpan leaseDuration, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Type, LedgerAgreement>> _byName = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<Type, LedgerAgreement>> _byObject = [];

    public IErasureLedger Ledger => ledger;

    public LedgerIndex Index { get; } = new(ledger);

    /// <summary>Finds what is known of the database that a context works on.</summary>
    public LedgerAgreement Of(DbContext context)
    {
        var types = KeyTables.DatabaseOf(context) is string name
            ? _byName.GetOrAdd(name, static _ => new())
            : _byObject.GetValue(KeyTables.DatabaseOf(context), static _ => new());
        return types.GetOrAdd(context.GetType(), _ => new LedgerAgreement(leaseDuration / 2, time));
    }

    /// <summary>Asks whether database and ledger agree.</summary>
    /// <exception cref="ErasureLedgerException">They do not.</exception>
    public async ValueTask EnsureAsync(DbContext context, Guid storeId, bool async, CancellationToken cancellationToken)
    {
        var agreement = Of(context);
        var head = await Index.RefreshAsync(async, cancellationToken).ConfigureAwait(false);
        var now = agreement.Look(head, await LedgerTables.SummariseAsync(context, async, cancellationToken).ConfigureAwait(false));
        if (!agreement.IsUnchanged(now))
        {
            Require(context, await CompareAsync(context, storeId, async, cancellationToken).ConfigureAwait(false));
        }

        agreement.Set(now);
    }

    /// <summary>Asks before a database gets its first keys: the ledger may know it from before it was restored.</summary>
    /// <exception cref="ErasureLedgerException">The ledger knows a database.</exception>
    public async ValueTask EnsureNewAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        var head = await Index.RefreshAsync(async, cancellationToken).ConfigureAwait(false);
        if (head.Position > 0)
        {
            throw LedgerErrors.Unknown(context.GetType().Name);
        }
    }

    public async ValueTask<LedgerComparison> CompareAsync(DbContext context, Guid storeId, bool async, CancellationToken cancellationToken)
    {
        var upTo = (await Index.RefreshAsync(async, cancellationToken).ConfigureAwait(false)).Position;
        var rows = await LedgerTables.ReadAsync(context, async, cancellationToken).ConfigureAwait(false);
        var comparison = await CompareAsync(context, storeId, rows, upTo, async, cancellationToken).ConfigureAwait(false);
        return comparison.State is ErasureLedgerState.Restored
            && await LedgerTables.ReadApartAsync(context, async, cancellationToken).ConfigureAwait(false) is { } now
                ? await CompareAsync(context, storeId, now, upTo, async, cancellationToken).ConfigureAwait(false)
                : comparison;
    }

    private async ValueTask<LedgerComparison> CompareAsync(
        DbContext context, Guid storeId, IReadOnlyList<LedgerRow> rows, long upTo, bool async, CancellationToken cancellationToken)
    {
        if (rows.Any(row => row.Position > upTo))
        {
            // Carried out since; an intent is in the ledger before it is in the database.
            await Index.RefreshAsync(async, cancellationToken).ConfigureAwait(false);
        }

        var kinds = PersonalDataMap.Of(context.Model).Subjects.Select(subject => subject.Kind).ToHashSet(StringComparer.Ordinal);
        return await Index
            .LookAsync(ledger => LedgerComparison.Make(ledger, rows, storeId, kinds, upTo), async, cancellationToken)
            .ConfigureAwait(false);
    }

    private static void Require(DbContext context, LedgerComparison comparison)
    {
        switch (comparison.State)
        {
            case ErasureLedgerState.LedgerLost:
                throw LedgerErrors.Lost(context.GetType().Name, comparison.Lost.Count);
            case ErasureLedgerState.Restored:
                throw LedgerErrors.Restored(context.GetType().Name, comparison.Missing.Count);
        }
    }
}
