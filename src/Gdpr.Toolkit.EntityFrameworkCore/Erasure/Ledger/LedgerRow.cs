namespace Gdpr.Toolkit.Erasure;

/// <summary>An entry of the ledger that this database has carried out. It lies beside the data, and goes back in time with it.</summary>
/// <remarks>A row for each erasure, not one for all: erasures at the same time would wait for each other, and a position says nothing of those below it.</remarks>
internal sealed class LedgerRow
{
    public long Position { get; set; }

    /// <summary>The entry's hash, 32 bytes.</summary>
    public byte[] Hash { get; set; } = [];

    public static LedgerRow Of(ErasureLedgerHead head) => new() { Position = head.Position, Hash = Convert.FromHexString(head.Hash) };

    public static LedgerRow Of(ErasureLedgerEntry entry) => Of(entry.Head);
}
