namespace Gdpr.Toolkit.Erasure;

/// <summary>Lets the recovery of a context's database do what others are kept from.</summary>
/// <param name="ReadsLost">Whether values whose key is destroyed read as nothing, so that the rows that hold them can be erased.</param>
internal sealed record LedgerExemption(bool ReadsLost)
{
    /// <summary>Gets or sets whether a value was met that nobody can read any more, and nothing can retain.</summary>
    public bool HasMetLost { get; set; }
}
