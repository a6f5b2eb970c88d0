using Gdpr.Toolkit.Consent;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Reads rows of notices.</summary>
internal static class NoticeRows
{
    private const char Separator = '\n';

    public static string Join(IEnumerable<string> purposes) => string.Join(Separator, purposes);

    public static NoticeRecord ToRecord(this NoticeRow row) => new()
    {
        Id = row.NoticeId,
        Recipient = row.Recipient,
        Kind = row.Kind,
        Purposes = PurposesOf(row),
        SubjectReference = Convert.ToHexStringLower(row.SubjectRef),
        RecordedAt = ChoiceRows.Read(row.RecordedAt),
        Attempts = row.Attempts,
        GiveUpAt = ChoiceRows.Read(row.GiveUpAt),
        IdentifiersHeldUntil = row.SealedDetails is null ? null : ChoiceRows.Read(row.GiveUpAt),
        Outcome = row.Outcome,
        SettledAt = ChoiceRows.Read(row.SettledAt),
        Justification = row.Justification,
    };

    public static RecipientNotice ToNotice(this NoticeRow row, NoticeDetails details) => new()
    {
        Id = row.NoticeId,
        Recipient = row.Recipient,
        Kind = row.Kind,
        Purposes = PurposesOf(row),
        SubjectReference = Convert.ToHexStringLower(row.SubjectRef),
        RecordedAt = ChoiceRows.Read(row.RecordedAt),
        Identifiers = details.Identifiers,
        Reference = details.Reference,
    };

    /// <summary>Opens what identifies the person; nothing where it is gone.</summary>
    public static async Task<RecipientNotice> OpenAsync(ChoiceSession session, NoticeRow row, CancellationToken cancellationToken)
    {
        if (row.SealedDetails is not { } details)
        {
            return row.ToNotice(NoticeDetails.None);
        }

        var texts = await session.OpenAsync(row.KeyRef!, [details], NoticeDetails.Cipher, NoticeDetails.Column, cancellationToken).ConfigureAwait(false);
        return row.ToNotice(NoticeDetails.Parse(texts[0]));
    }

    private static string[] PurposesOf(NoticeRow row) => row.Purposes.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
}
