namespace Gdpr.Toolkit;

/// <summary>How keys are rotated.</summary>
public sealed class KeyRotationOptions
{
    /// <summary>Gets or sets how many rows one batch reads and writes. A rotation that stops keeps the batches that are written.</summary>
    /// <value>Between 1 and 10,000. The default is 500.</value>
    public int BatchSize { get; set; } = 500;

    /// <summary>Gets or sets for how long a transaction of the application that writes encrypted values may last, on any machine.</summary>
    /// <value>
    /// Zero or above. The default is one hour. A replaced key is destroyed at the earliest this long after it was replaced: a transaction
    /// that began before and commits after its destruction would write what nobody can read. Include the difference of clocks between
    /// machines. Zero only where nothing else writes.
    /// </value>
    public TimeSpan MaximumTransactionAge { get; set; } = TimeSpan.FromHours(1);
}
