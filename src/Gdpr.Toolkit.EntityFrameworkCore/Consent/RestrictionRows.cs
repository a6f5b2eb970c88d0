using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <summary>What follows which restriction, and reads them with their texts.</summary>
internal static class RestrictionRows
{
    public static readonly ColumnBinding Column = new("Gdpr:RestrictionText", "RestrictionRecord.Text", Padding.Block(64));

    public static readonly FieldCipher<string> Cipher = new(Column);

    /// <summary>Finds the restrictions that are in force.</summary>
    public static IEnumerable<RestrictionRow> InForce(IReadOnlyList<RestrictionRow> rows)
        => rows.GroupBy(row => row.RestrictionId).Where(steps => !steps.Any(step => step.IsLifted)).Select(steps => steps.First());

    /// <summary>Makes the row that places a restriction; the one that is there when the same is in force, or was sent before.</summary>
    public static RestrictionRow Place(
        IReadOnlyList<RestrictionRow> rows, RestrictionGround ground, string purpose, Guid id, ChoiceSource source, byte[]? text, DateTimeOffset now)
        => rows.FirstOrDefault(row => row.SubmissionId == source.SubmissionId && row.Ground == ground && row.Purpose == purpose && !row.IsLifted)
            ?? InForce(rows).FirstOrDefault(row => row.Ground == ground && row.Purpose == purpose)
            ?? new RestrictionRow { RestrictionId = id, Ground = ground, SealedText = text }.Stamp(purpose, source, now);

    /// <summary>Makes the row that lifts a restriction.</summary>
    /// <exception cref="InvalidOperationException">There is no such restriction, or it is lifted.</exception>
    public static RestrictionRow Lift(
        IReadOnlyList<RestrictionRow> rows, Guid id, DateTimeOffset informedAt, ChoiceSource source, byte[]? text, DateTimeOffset now)
    {
        var last = rows.LastOrDefault(row => row.RestrictionId == id) ?? throw ConsentErrors.RestrictionUnknown();
        if (last.IsLifted)
        {
            return last.SubmissionId == source.SubmissionId ? last : throw ConsentErrors.RestrictionLifted();
        }

        return new RestrictionRow
        {
            RestrictionId = id,
            Ground = last.Ground,
            IsLifted = true,
            PersonInformedAt = informedAt.ToUnixTimeMilliseconds(),
            SealedText = text,
        }.Stamp(last.Purpose, source, now);
    }

    public static async Task<IReadOnlyList<RestrictionRecord>> ReadAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync<RestrictionRow>(person, cancellationToken).ConfigureAwait(false);
        var texts = await session.OpenAsync(person, rows, Cipher, Column, cancellationToken).ConfigureAwait(false);
        return [.. rows.Zip(texts, ToRecord)];
    }

    public static async Task<RestrictionRecord> OpenAsync(ChoiceSession session, Person person, RestrictionRow row, CancellationToken cancellationToken)
    {
        var texts = await session.OpenAsync(person, [row], Cipher, Column, cancellationToken).ConfigureAwait(false);
        return ToRecord(row, texts[0]);
    }

    private static RestrictionRecord ToRecord(RestrictionRow row, string? text) => new()
    {
        Id = row.RestrictionId,
        Ground = row.Ground,
        Purpose = row.Purpose.Length == 0 ? null : row.Purpose,
        IsLifted = row.IsLifted,
        RecordedAt = ChoiceRows.Read(row.RecordedAt),
        Source = row.Source(),
        PersonInformedAt = ChoiceRows.Read(row.PersonInformedAt),
        Text = text,
    };
}
