namespace Gdpr.Toolkit.Erasure;

/// <summary>What tells the rows of carried out entries from those of another time.</summary>
internal sealed record LedgerSummary(long Count, long Last, long Sum)
{
    public static LedgerSummary Nothing { get; } = new(0, 0, 0);
}
