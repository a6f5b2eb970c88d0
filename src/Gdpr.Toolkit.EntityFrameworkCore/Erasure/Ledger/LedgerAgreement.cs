namespace Gdpr.Toolkit.Erasure;

/// <summary>When a database and the erasure ledger were found to agree, and what they were then. Thread-safe.</summary>
internal sealed class LedgerAgreement(TimeSpan lifetime, TimeProvider time)
{
    private volatile Finding? _last;

    /// <summary>Gets whether that was recently enough.</summary>
    public bool IsFresh => _last is { } last && time.GetElapsedTime(last.At) < lifetime;

    /// <summary>Begins to look.</summary>
    public Finding Look(ErasureLedgerHead head, LedgerSummary rows) => new(time.GetTimestamp(), head, rows);

    /// <summary>Whether nothing has changed on either side since they were found to agree.</summary>
    public bool IsUnchanged(Finding now) => _last is { } last && last == now with { At = last.At };

    public void Set(Finding found) => _last = found;

    internal sealed record Finding(long At, ErasureLedgerHead Head, LedgerSummary Rows);
}
