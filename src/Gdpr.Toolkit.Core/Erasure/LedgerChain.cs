namespace Gdpr.Toolkit.Erasure;

/// <summary>Reads stored lines so that each follows the one before.</summary>
internal static class LedgerChain
{
    /// <param name="line">A stored line.</param>
    /// <param name="head">The entry before it.</param>
    /// <param name="ledger">Which ledger it is, for who has to repair it.</param>
    /// <exception cref="ErasureLedgerException">It is no entry, was changed, or does not follow.</exception>
    public static ErasureLedgerEntry Parse(string line, ErasureLedgerHead head, string ledger)
    {
        try
        {
            var entry = ErasureLedgerEntry.Parse(line);
            return entry.Follows(head) ? entry : throw LedgerErrors.Changed(ledger, head.Position + 1);
        }
        catch (FormatException exception)
        {
            throw LedgerErrors.Changed(ledger, head.Position + 1, exception);
        }
    }
}
