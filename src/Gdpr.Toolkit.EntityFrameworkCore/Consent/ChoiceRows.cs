namespace Gdpr.Toolkit.Consent;

/// <summary>Fills rows and reads them; instants are milliseconds in UTC, the same on every database.</summary>
internal static class ChoiceRows
{
    public static DateTimeOffset Read(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Read(long? milliseconds) => milliseconds is { } value ? Read(value) : null;

    public static ChoiceSource Source(this ChoiceRow row) => new(row.Channel, row.RecordedBy, row.SubmissionId);

    /// <summary>Fills in what every row has.</summary>
    public static TRow Stamp<TRow>(this TRow row, string purpose, ChoiceSource source, DateTimeOffset now)
        where TRow : ChoiceRow
    {
        row.Purpose = purpose;
        row.RecordedAt = now.ToUnixTimeMilliseconds();
        row.Channel = source.Channel;
        row.RecordedBy = source.RecordedBy;
        row.SubmissionId = source.SubmissionId!.Value;
        return row;
    }

    /// <summary>Gives a call an id of its own, so that a retry after a lost answer does not record it twice.</summary>
    public static ChoiceSource WithSubmission(this ChoiceSource source)
        => source.SubmissionId is null ? source with { SubmissionId = Guid.NewGuid() } : source;
}
