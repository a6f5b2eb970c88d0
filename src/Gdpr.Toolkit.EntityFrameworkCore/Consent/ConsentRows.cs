namespace Gdpr.Toolkit.Consent;

/// <summary>What follows which consent.</summary>
internal static class ConsentRows
{
    public static ConsentRow? Last(IReadOnlyList<ConsentRow> rows, string purpose) => rows.LastOrDefault(row => row.Purpose == purpose);

    /// <summary>Makes the row of an answer that the person gave; the one that is there when the same submission was sent before.</summary>
    public static ConsentRow Answer(
        IReadOnlyList<ConsentRow> rows, string purpose, ConsentStatus answer, ConsentEvidence evidence, ChoiceSource source, DateTimeOffset now)
    {
        if (Sent(rows, purpose, source) is { } sent)
        {
            return sent;
        }

        var isRenewed = answer == ConsentStatus.Given && Last(rows, purpose)?.ToRecord().StatusAt(now).IsValidForProcessing == true;
        return new ConsentRow
        {
            Status = isRenewed ? ConsentStatus.RenewedGiven : answer,
            Method = evidence.Method,
            Text = evidence.Text,
            TextVersion = evidence.TextVersion,
            ExpiresAt = evidence.ExpiresAt?.ToUnixTimeMilliseconds(),
        }.Stamp(purpose, source, now);
    }

    /// <summary>Makes the row that ends a consent; the one that is there when it has ended that way.</summary>
    public static ConsentRow End(IReadOnlyList<ConsentRow> rows, string purpose, ConsentStatus end, ChoiceSource source, DateTimeOffset now)
        => Sent(rows, purpose, source)
            ?? (Last(rows, purpose) is { } last && last.Status == end ? last : new ConsentRow { Status = end }.Stamp(purpose, source, now));

    public static ConsentRecord ToRecord(this ConsentRow row) => new()
    {
        Purpose = row.Purpose,
        Status = row.Status,
        RecordedAt = ChoiceRows.Read(row.RecordedAt),
        Source = row.Source(),
        Text = row.Text,
        TextVersion = row.TextVersion,
        Method = row.Method,
        ExpiresAt = ChoiceRows.Read(row.ExpiresAt),
    };

    private static ConsentRow? Sent(IReadOnlyList<ConsentRow> rows, string purpose, ChoiceSource source)
        => rows.FirstOrDefault(row => row.Purpose == purpose && row.SubmissionId == source.SubmissionId);
}
