namespace Gdpr.Toolkit.Recipients;

/// <summary>What came of telling a recipient (GDPR Art. 19).</summary>
public enum NoticeOutcome
{
    /// <summary>The recipient was told.</summary>
    Notified = 1,

    /// <summary>The recipient could not be reached in the time that there was. Somebody has to see to it: <see cref="IRecipientNotices.SettleAsync"/>.</summary>
    Failed = 2,

    /// <summary>Telling the recipient is impossible; with a justification.</summary>
    Impossible = 3,

    /// <summary>Telling the recipient would take disproportionate effort; with a justification.</summary>
    DisproportionateEffort = 4,
}
