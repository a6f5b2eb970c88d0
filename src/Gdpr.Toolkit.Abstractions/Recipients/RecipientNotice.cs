namespace Gdpr.Toolkit.Recipients;

/// <summary>What one recipient is to be told about one person (GDPR Art. 19).</summary>
/// <remarks>Immutable. Holds personal data: what the recipient knows the person by. <see cref="ToString"/> leaves that out.</remarks>
public sealed record RecipientNotice
{
    /// <summary>Gets the id of the notice. Hand it to the recipient: it is the same in every attempt, and after the restore of a backup.</summary>
    public required Guid Id { get; init; }

    /// <summary>Gets the recipient's name.</summary>
    public required string Recipient { get; init; }

    /// <summary>Gets what has happened to the data.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Gets the purposes for which the recipient was given the data; none where it was named for this person alone.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Gets the person's pseudonymous reference: 64 hexadecimal digits, the same in all notices and certificates of the person.</summary>
    public required string SubjectReference { get; init; }

    /// <summary>Gets when it happened, in UTC and to the millisecond.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets the values that the person had, by property, such as <c>Customer.Email</c>: what was declared with <c>Identify</c>.</summary>
    /// <value>Without the properties that held nothing. Empty where nothing was declared, and once the notice has its outcome.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Identifiers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets what the recipient knows the person by, where the application named it: see <see cref="RecipientToTell.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>Names id, kind and recipient, not the person.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() => $"Notice {Id:D} of {Kind} to {Recipient}";
}
