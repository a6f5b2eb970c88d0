namespace Gdpr.Toolkit.Recipients;

/// <summary>How a hosted service tells recipients. Read again before every dispatch.</summary>
public sealed class BackgroundNoticeOptions
{
    /// <summary>Gets or sets whether recipients are told: the switch for all processes that read the same configuration.</summary>
    /// <value>The default is <see langword="true"/>. Notices are written in any case, and wait.</value>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Gets or sets how long after the start of the host the first dispatch begins.</summary>
    /// <value>Not negative. The default is ten seconds.</value>
    public TimeSpan StartDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long after a dispatch the next one begins.</summary>
    /// <value>Between one second and one day. The default is one minute.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    internal static bool IsValid(BackgroundNoticeOptions options)
        => options.StartDelay >= TimeSpan.Zero && options.Interval >= TimeSpan.FromSeconds(1) && options.Interval <= TimeSpan.FromDays(1);
}
