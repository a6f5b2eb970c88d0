using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <summary>Reads objections with their texts.</summary>
internal static class ObjectionHistory
{
    public static async Task<IReadOnlyList<ObjectionRecord>> ReadAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync<ObjectionRow>(person, cancellationToken).ConfigureAwait(false);
        var texts = await session.OpenAsync(person, rows, ObjectionRows.Cipher, ObjectionRows.Column, cancellationToken).ConfigureAwait(false);
        return [.. rows.Zip(texts, ObjectionRows.ToRecord)];
    }

    public static async Task<ObjectionRecord> OpenAsync(ChoiceSession session, Person person, ObjectionRow row, CancellationToken cancellationToken)
    {
        var texts = await session.OpenAsync(person, [row], ObjectionRows.Cipher, ObjectionRows.Column, cancellationToken).ConfigureAwait(false);
        return row.ToRecord(texts[0]);
    }
}
