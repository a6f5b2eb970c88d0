namespace Gdpr.Toolkit.Recipients;

/// <summary>A notice to a recipient, as it is stored. Evidence of it stays; what identifies the person goes with the outcome.</summary>
internal sealed class NoticeRow
{
    public Guid NoticeId { get; set; }

    /// <summary>The person's pseudonymous reference.</summary>
    public byte[] SubjectRef { get; set; } = [];

    public NoticeKind Kind { get; set; }

    public string Recipient { get; set; } = "";

    /// <summary>A line each.</summary>
    public string Purposes { get; set; } = "";

    /// <summary>Unix milliseconds.</summary>
    public long RecordedAt { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long GiveUpAt { get; set; }

    /// <summary>Unix milliseconds; before that nobody tries. Moving it on is how a worker takes the notice.</summary>
    public long NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>The reference of the key that <see cref="SealedDetails"/> are sealed under, which is nobody's: of this row alone.</summary>
    public byte[]? KeyRef { get; set; }

    /// <summary>What identifies the person to the recipient.</summary>
    public byte[]? SealedDetails { get; set; }

    public NoticeOutcome? Outcome { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long? SettledAt { get; set; }

    public string? Justification { get; set; }
}
