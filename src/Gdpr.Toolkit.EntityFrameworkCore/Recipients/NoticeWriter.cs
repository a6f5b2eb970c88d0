using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Writes notices about one person in the context's transaction, each with what identifies the person sealed under a key of its own.</summary>
/// <param name="session">The tables, open in the transaction.</param>
/// <param name="subjectReference">The person's reference.</param>
/// <param name="runtime">Clock and options.</param>
internal sealed class NoticeWriter(ChoiceSession session, byte[] subjectReference, GdprRuntime runtime)
{
    private const string KeyTenant = "\0notice-key";

    /// <summary>Writes those that are not there yet.</summary>
    /// <param name="kind">What has happened.</param>
    /// <param name="notices">The recipients, with the ids of their notices and what identifies the person to them.</param>
    /// <param name="cancellationToken">Cancels before something is written.</param>
    /// <returns>All of them as they are now.</returns>
    public async Task<IReadOnlyList<NoticeRecord>> WriteAsync(
        NoticeKind kind, IReadOnlyList<(Guid Id, ConcernedRecipient Recipient, NoticeDetails Details)> notices, CancellationToken cancellationToken)
    {
        var ids = notices.Select(notice => notice.Id).ToList();
        var written = await session.Rows<NoticeRow>().Where(row => ids.Contains(row.NoticeId)).Select(row => row.NoticeId)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (id, recipient, details) in notices.ExceptBy(written, notice => notice.Id))
        {
            var row = NewRow(id, kind, recipient);
            if (!details.IsEmpty)
            {
                row.KeyRef = session.Realm!.SubjectReference(KeyTenant, kind: "", Guid.NewGuid().ToByteArray());
                row.SealedDetails = await session.SealAsync(row.KeyRef, details.Write(), NoticeDetails.Cipher, cancellationToken).ConfigureAwait(false);
            }

            session.Rows<NoticeRow>().Add(row);
        }

        await session.SaveAsync(cancellationToken).ConfigureAwait(false);
        session.Clear();
        var rows = await session.Rows<NoticeRow>().AsNoTracking().Where(row => ids.Contains(row.NoticeId)).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(NoticeRows.ToRecord).OrderBy(notice => notice.Recipient, StringComparer.Ordinal)];
    }

    private NoticeRow NewRow(Guid id, NoticeKind kind, ConcernedRecipient recipient)
    {
        var now = runtime.Time.GetUtcNow();
        return new NoticeRow
        {
            NoticeId = id,
            SubjectRef = subjectReference,
            Kind = kind,
            Recipient = recipient.Name,
            Purposes = NoticeRows.Join(recipient.Purposes),
            RecordedAt = now.ToUnixTimeMilliseconds(),
            GiveUpAt = (now + runtime.Options.Notices.GiveUpAfter).ToUnixTimeMilliseconds(),
            NextAttemptAt = now.ToUnixTimeMilliseconds(),
        };
    }
}
