namespace Gdpr.Toolkit.Encryption;

/// <summary>What a scan of all encrypted values has found.</summary>
public sealed class IntegrityReport
{
    internal IntegrityReport(IntegrityTally tally)
    {
        Rows = tally.Rows;
        Values = tally.Values;
        Destroyed = tally.Destroyed;
        Tags = tally.Tags;
        Counts = tally.Counts;
        Findings = tally.Findings;
    }

    /// <summary>Gets how many rows were read.</summary>
    public long Rows { get; }

    /// <summary>Gets how many values there are, with and without findings.</summary>
    public long Values { get; }

    /// <summary>Gets how many of them cannot be opened because their key was destroyed: what an erasure or a destroyed key group leaves.</summary>
    public long Destroyed { get; }

    /// <summary>Gets how many blind-index tags were computed anew and compared.</summary>
    public long Tags { get; }

    /// <summary>Gets how many findings there are of each kind; kinds without any are left out.</summary>
    public IReadOnlyDictionary<IntegrityFindingKind, long> Counts { get; }

    /// <summary>Gets the findings, the first <see cref="IntegrityOptions.MaximumFindings"/> of them.</summary>
    public IReadOnlyList<IntegrityFinding> Findings { get; }

    /// <summary>Gets whether nothing is wrong.</summary>
    public bool IsIntact => Counts.Count == 0;

    /// <summary>Writes the counts.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString()
        => $"{Values} values in {Rows} rows, {Destroyed} of them destroyed, {Tags} tags: "
            + (IsIntact ? "intact" : string.Join(", ", Counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {count.Key}")));
}
