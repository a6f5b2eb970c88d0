using Gdpr.Toolkit.Recipients;

namespace Gdpr.Toolkit.Telemetry;

/// <summary>The tags of measurements and activities, and all that they can say.</summary>
internal static class GdprTags
{
    /// <summary>How something ended: <see cref="Completed"/>, <see cref="Incomplete"/> or <see cref="Failed"/>.</summary>
    public const string Outcome = "gdpr.outcome";

    public const string Completed = "completed";

    /// <summary>It ran to its end, and something is left to do, which its result says.</summary>
    public const string Incomplete = "incomplete";

    public const string Failed = "failed";

    /// <summary>What was refused: <see cref="Linq"/> or <see cref="RawSql"/>.</summary>
    public const string Query = "gdpr.query";

    /// <summary>A query, <c>ExecuteUpdate</c> or <c>ExecuteDelete</c>.</summary>
    public const string Linq = "linq";

    /// <summary>SQL of the application that writes.</summary>
    public const string RawSql = "sql";

    /// <summary>What came of a notice to a recipient.</summary>
    public const string Notice = "gdpr.notice";

    /// <summary>Gets the word for an outcome.</summary>
    public static string Of(NoticeOutcome outcome) => outcome switch
    {
        NoticeOutcome.Notified => "notified",
        NoticeOutcome.Failed => Failed,
        NoticeOutcome.Impossible => "impossible",
        _ => "disproportionate",
    };
}
