using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;

namespace Gdpr.Toolkit.Holds;

/// <summary>Seals and opens the reasons of holds, under the key of a person whom nobody is.</summary>
internal static class HoldTexts
{
    private const string Tenant = "\0holds";

    public static readonly ColumnBinding Column = new("Gdpr:HoldReason", "LegalHold.Reason", Padding.Block(64));

    public static readonly FieldCipher<string> Cipher = new(Column);

    public static async Task<byte[]> SealAsync(ChoiceSession session, string reason, CancellationToken cancellationToken)
        => (await session.SealAsync(Reference(session.Realm!), reason, Cipher, cancellationToken).ConfigureAwait(false))!;

    public static async Task<IReadOnlyList<LegalHold>> OpenAsync(ChoiceSession session, IReadOnlyList<HoldRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var texts = await session.OpenAsync(Reference(session.Realm!), [.. rows.Select(row => row.SealedReason)], Cipher, Column, cancellationToken).ConfigureAwait(false);
        return [.. rows.Zip(texts, ToHold)];
    }

    private static byte[] Reference(Realm realm) => realm.SubjectReference(Tenant, kind: "", []);

    private static LegalHold ToHold(HoldRow row, string? reason) => new()
    {
        Id = row.HoldId,
        SubjectReference = row.SubjectRef is { } reference ? Convert.ToHexStringLower(reference) : null,
        Entity = row.Entity,
        Purpose = row.Purpose,
        Reason = reason,
        PlacedBy = row.PlacedBy,
        PlacedAt = ChoiceRows.Read(row.PlacedAt),
        ReviewOn = DateOnly.FromDayNumber(row.ReviewOn),
        ReleasedAt = ChoiceRows.Read(row.ReleasedAt),
        ReleasedBy = row.ReleasedBy,
    };
}
