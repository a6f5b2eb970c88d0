using Gdpr.Toolkit.Erasure;

namespace Gdpr.Toolkit.Retention;

/// <summary>How a hosted service sweeps. Read again before every batch, so that a configuration which is reloaded counts at once.</summary>
public sealed class BackgroundSweepOptions
{
    /// <summary>Gets or sets whether sweeps run: the switch for all processes that read the same configuration.</summary>
    /// <value>The default is <see langword="true"/>. Turning it off stops a running sweep after its batch.</value>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Gets or sets how long after the start of the host the first sweep begins.</summary>
    /// <value>Not negative. The default is one minute.</value>
    public TimeSpan StartDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how long after a sweep the next one begins.</summary>
    /// <value>Between one second and 31 days. The default is six hours: what falls due at midnight is gone by morning.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <inheritdoc cref="SweepOptions.BatchSize"/>
    public int BatchSize { get; set; } = new SweepOptions().BatchSize;

    /// <inheritdoc cref="SweepOptions.Compact"/>
    public bool Compact { get; set; }

    /// <inheritdoc cref="SweepOptions.Verification"/>
    public VerificationScope Verification { get; set; } = VerificationScope.OwnPaths;

    internal static bool IsValid(BackgroundSweepOptions options)
        => options.StartDelay >= TimeSpan.Zero
            && options.Interval >= TimeSpan.FromSeconds(1)
            && options.Interval <= TimeSpan.FromDays(31)
            && options.BatchSize is >= 1 and <= 10_000
            && Enum.IsDefined(options.Verification);
}
