namespace Gdpr.Toolkit.Erasure;

/// <summary>An entry in the ledger's own database, as the line that a file would hold.</summary>
internal sealed class LedgerLine
{
    public long Position { get; set; }

    public string Line { get; set; } = "";
}
