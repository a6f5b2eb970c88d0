namespace Gdpr.Toolkit.Encryption;

/// <summary>What a scan has counted so far. Not thread-safe.</summary>
internal sealed class IntegrityTally(int maximumFindings)
{
    private readonly List<IntegrityFinding> _findings = [];
    private readonly Dictionary<IntegrityFindingKind, long> _counts = [];

    public long Rows { get; set; }

    public long Values { get; set; }

    public long Destroyed { get; set; }

    public long Tags { get; set; }

    public IReadOnlyList<IntegrityFinding> Findings => _findings;

    public IReadOnlyDictionary<IntegrityFindingKind, long> Counts => _counts;

    public void Add(IntegrityFinding finding)
    {
        _counts[finding.Kind] = _counts.GetValueOrDefault(finding.Kind) + 1;
        if (_findings.Count < maximumFindings)
        {
            _findings.Add(finding);
        }
    }
}
