namespace Gdpr.Toolkit.Recipients;

/// <summary>What is on record of telling one recipient about one person (GDPR Art. 5(2), 19).</summary>
/// <remarks>Immutable; without anything that identifies the person beside the pseudonymous reference.</remarks>
public sealed record NoticeRecord
{
    /// <summary>Gets the id of the notice, which the recipient gets as well.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the recipient's name.</summary>
    public required string Recipient { get; init; }

    /// <summary>Gets what has happened to the data.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Gets the purposes for which the recipient was given the data; none where it was named for this person alone.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Gets the person's pseudonymous reference: 64 hexadecimal digits.</summary>
    public required string SubjectReference { get; init; }

    /// <summary>Gets when it happened, in UTC and to the millisecond.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets how often telling the recipient was begun.</summary>
    public required int Attempts { get; init; }

    /// <summary>Gets when trying ends, with <see cref="NoticeOutcome.Failed"/>.</summary>
    public required DateTimeOffset GiveUpAt { get; init; }

    /// <summary>Gets until when the database holds, encrypted, what identifies the person to the recipient, at the longest.</summary>
    /// <value>Null where it holds nothing, or no longer.</value>
    public DateTimeOffset? IdentifiersHeldUntil { get; init; }

    /// <summary>Gets what came of it.</summary>
    /// <value>Null while the recipient waits to be told.</value>
    public NoticeOutcome? Outcome { get; init; }

    /// <summary>Gets when the outcome was recorded; null while there is none.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Gets why the recipient could not be told, or what else was recorded with the outcome.</summary>
    /// <value>Never null for <see cref="NoticeOutcome.Impossible"/> and <see cref="NoticeOutcome.DisproportionateEffort"/>.</value>
    public string? Justification { get; init; }
}
