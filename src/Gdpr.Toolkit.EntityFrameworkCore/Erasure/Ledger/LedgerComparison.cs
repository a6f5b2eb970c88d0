namespace Gdpr.Toolkit.Erasure;

/// <summary>What a database has carried out, beside what the ledger says.</summary>
internal sealed class LedgerComparison
{
    /// <summary>Gets the entries that the database knows and the ledger does not hold.</summary>
    public required IReadOnlyList<long> Lost { get; init; }

    /// <summary>Gets the completed erasures that the database does not know of.</summary>
    public required IReadOnlyList<LedgerErasure> Missing { get; init; }

    /// <summary>Gets the erasures that have begun and that the database does not know of: not committed yet, or never.</summary>
    public required IReadOnlyList<LedgerErasure> Uncommitted { get; init; }

    /// <summary>Gets the erasures that were committed and are not completed.</summary>
    public required IReadOnlyList<LedgerErasure> Uncompleted { get; init; }

    public ErasureLedgerState State
        => Lost.Count > 0 ? ErasureLedgerState.LedgerLost
            : Missing.Count > 0 ? ErasureLedgerState.Restored
            : Uncommitted.Count + Uncompleted.Count > 0 ? ErasureLedgerState.Interrupted
            : ErasureLedgerState.Current;

    /// <param name="ledger">What was read of the ledger.</param>
    /// <param name="rows">What the database has carried out, read after <paramref name="upTo"/> was.</param>
    /// <param name="storeId">The database's store.</param>
    /// <param name="kinds">The kinds of people in it.</param>
    /// <param name="upTo">The end of the ledger before the rows were read: completions after it may have their rows after them.</param>
    public static LedgerComparison Make(
        LedgerContents ledger,
        IReadOnlyList<LedgerRow> rows,
        Guid storeId,
        IReadOnlySet<string> kinds,
        long upTo)
    {
        var known = rows.Select(row => row.Position).ToHashSet();
        var own = ledger.Erasures.Where(erasure => erasure.IsOf(storeId, kinds) && !erasure.IsWithdrawn).ToList();
        var unknown = own.Where(erasure => !known.Contains(erasure.Position)).ToList();
        return new LedgerComparison
        {
            Lost = [.. rows.Where(row => !ledger.Holds(row)).Select(row => row.Position)],
            Missing = [.. unknown.Where(erasure => erasure.CompletedAt <= upTo)],
            Uncommitted = [.. unknown.Where(erasure => erasure.CompletedAt is null)],
            Uncompleted = [.. own.Where(erasure => erasure.CompletedAt is null && known.Contains(erasure.Position))],
        };
    }
}
