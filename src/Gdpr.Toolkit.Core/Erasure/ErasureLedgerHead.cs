namespace Gdpr.Toolkit.Erasure;

/// <summary>The last entry of an erasure ledger, which by its hash stands for all before.</summary>
/// <param name="Position">How many entries there are.</param>
/// <param name="Hash">SHA-256, 64 hexadecimal digits; zeros before the first entry.</param>
public sealed record ErasureLedgerHead(long Position, string Hash)
{
    /// <summary>Gets the head of a ledger without entries.</summary>
    public static ErasureLedgerHead Empty { get; } = new(0, new string('0', 64));

    /// <summary>Chains a record to this head.</summary>
    /// <param name="record">What happened.</param>
    /// <returns>The entry to store next.</returns>
    public ErasureLedgerEntry Append(ErasureLedgerRecord record) => ErasureLedgerEntry.After(this, record);
}
