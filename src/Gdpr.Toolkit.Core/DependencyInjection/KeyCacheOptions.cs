namespace Gdpr.Toolkit;

/// <summary>How many keys of people a process keeps in memory, and for how long.</summary>
public sealed class KeyCacheOptions
{
    /// <summary>Gets or sets the largest number of keys.</summary>
    /// <value>At least 1. The default is 10,000, about 16 MiB. Each key takes about 1.6 KiB, those beyond 16,384 about 0.5 KiB.</value>
    public int Capacity { get; set; } = 10_000;

    /// <summary>Gets or sets for how long a key is used after it was loaded.</summary>
    /// <value>
    /// Positive. The default is one minute.
    /// </value>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets for how long keys are used without asking the database whether some are being destroyed.</summary>
    /// <value>
    /// Positive. The default is 5 seconds: a process in use asks once in that time, and an erasure waits 1.26 times as long before
    /// it returns, so that no process reads the person's values afterwards. The same in all processes on one database.
    /// </value>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(5);
}
