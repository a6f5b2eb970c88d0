using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <summary>What follows which objection.</summary>
internal static class ObjectionRows
{
    public static readonly ColumnBinding Column = new("Gdpr:ObjectionText", "ObjectionRecord.Text", Padding.Block(64));

    public static readonly FieldCipher<string> Cipher = new(Column);

    public static ObjectionRow? Last(IReadOnlyList<ObjectionRow> rows, string purpose) => rows.LastOrDefault(row => row.Purpose == purpose);

    public static bool IsOpen(this ObjectionRow row) => row.State is ObjectionState.Pending or ObjectionState.Upheld;

    /// <summary>Makes the row that changes an objection.</summary>
    /// <exception cref="InvalidOperationException">There is no such objection, or it is in another state.</exception>
    public static ObjectionRow Follow(
        IReadOnlyList<ObjectionRow> rows,
        Guid objectionId,
        ObjectionState next,
        Func<ObjectionRow, bool> isAllowed,
        ChoiceSource source,
        byte[]? text,
        DateTimeOffset now)
    {
        if (rows.FirstOrDefault(row => row.ObjectionId == objectionId && row.State == next && row.SubmissionId == source.SubmissionId) is { } sent)
        {
            return sent;
        }

        var last = rows.LastOrDefault(row => row.ObjectionId == objectionId) ?? throw ConsentErrors.ObjectionUnknown();
        return isAllowed(last)
            ? new ObjectionRow { ObjectionId = objectionId, State = next, SealedText = text }.Stamp(last.Purpose, source, now)
            : throw ConsentErrors.ObjectionNotOpen(last.State);
    }

    /// <summary>Takes an objection back because the person has consented to the same purpose.</summary>
    public static async Task TakeBackAsync(
        ChoiceSession session, Person person, string purpose, ChoiceSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync<ObjectionRow>(person, cancellationToken).ConfigureAwait(false);
        if (Last(rows, purpose) is { } last && last.IsOpen())
        {
            await session.AppendAsync<ObjectionRow>(
                person,
                rows => Last(rows, purpose)!.IsOpen()
                    ? new ObjectionRow { ObjectionId = Last(rows, purpose)!.ObjectionId, State = ObjectionState.Withdrawn }.Stamp(purpose, source, now)
                    : Last(rows, purpose)!,
                cancellationToken).ConfigureAwait(false);
        }
    }

    public static ObjectionRecord ToRecord(this ObjectionRow row, string? text) => new()
    {
        Id = row.ObjectionId,
        Purpose = row.Purpose,
        State = row.State,
        RecordedAt = ChoiceRows.Read(row.RecordedAt),
        Source = row.Source(),
        Text = text,
    };
}
