namespace Gdpr.Toolkit;

/// <summary>How many keys of people a process keeps in memory, and for how long.</summary>
public sealed class KeyCacheOptions
{
    /// <summary>Gets or sets the largest number of keys.</summary>
    /// <value>At least 1. The default is 10,000, about 4 MiB.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>Gets or sets for how long a key is used after it was loaded.</summary>
    /// <value>
    /// Positive. The default is one minute. It is also how long another process may still read values after an erasure
    /// in this one; the process that erases forgets the key at once.
    /// </value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(1);
}
