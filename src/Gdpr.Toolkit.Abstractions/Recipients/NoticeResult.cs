namespace Gdpr.Toolkit.Recipients;

/// <summary>What came of one attempt to tell a recipient, as the application says it (GDPR Art. 19). To fail, throw.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class NoticeResult
{
    private NoticeResult(NoticeOutcome outcome, string? justification) => (Outcome, Justification) = (outcome, justification);

    /// <summary>Gets the result that the recipient was told.</summary>
    public static NoticeResult Notified { get; } = new(NoticeOutcome.Notified, null);

    /// <summary>Gets what came of it.</summary>
    public NoticeOutcome Outcome { get; }

    /// <summary>Gets why the recipient cannot be told; null when it was.</summary>
    public string? Justification { get; }

    /// <summary>Says that the recipient cannot be told.</summary>
    /// <param name="justification">Why. It is kept in plain text: write nothing into it that identifies the person.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The justification is empty.</exception>
    public static NoticeResult Impossible(string justification) => Because(NoticeOutcome.Impossible, justification);

    /// <summary>Says that telling the recipient would take disproportionate effort.</summary>
    /// <param name="justification">Why. It is kept in plain text: write nothing into it that identifies the person.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The justification is empty.</exception>
    public static NoticeResult DisproportionateEffort(string justification) => Because(NoticeOutcome.DisproportionateEffort, justification);

    private static NoticeResult Because(NoticeOutcome outcome, string justification)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(justification);
        return new NoticeResult(outcome, justification);
    }
}
