using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Records what came of a notice, and takes what identified the person: the value at once, its key with the next destruction.</summary>
internal static class NoticeSettlement
{
    /// <returns>Whether the notice was open: waiting, or given up.</returns>
    public static async Task<bool> SettleAsync(
        DbContext context, Guid noticeId, NoticeOutcome outcome, string? justification, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        var isSettled = await ChoiceWork.WriteAsync(
            context, runtime, session => SettleAsync(context, session, noticeId, outcome, justification, runtime, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (isSettled)
        {
            GdprMeters.Notices.Add(1, new KeyValuePair<string, object?>(GdprTags.Notice, GdprTags.Of(outcome)));
        }

        return isSettled;
    }

    private static async Task<bool> SettleAsync(
        DbContext context,
        ChoiceSession session,
        Guid noticeId,
        NoticeOutcome outcome,
        string? justification,
        GdprRuntime runtime,
        CancellationToken cancellationToken)
    {
        var now = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = session.Rows<NoticeRow>().Where(row => row.NoticeId == noticeId && (row.Outcome == null || (row.Outcome == NoticeOutcome.Failed && outcome != NoticeOutcome.Failed)));
        var key = await notice.Select(row => row.KeyRef).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        var settled = await notice.ExecuteUpdateAsync(
            row => row.SetProperty(told => told.Outcome, outcome)
                .SetProperty(told => told.SettledAt, now)
                .SetProperty(told => told.Justification, justification)
                .SetProperty(told => told.KeyRef, (byte[]?)null)
                .SetProperty(told => told.SealedDetails, (byte[]?)null),
            cancellationToken).ConfigureAwait(false);
        if (settled == 0)
        {
            return false;
        }

        if (key is not null)
        {
            await NoteDestructionAsync(context, key, runtime, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task NoteDestructionAsync(DbContext context, byte[] reference, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var keys = new SubjectKeyWriter(context, runtime);
        var realm = await keys.FindRealmAsync(async: true, cancellationToken).ConfigureAwait(false) ?? throw KeyStoreErrors.RealmGone();
        var rows = await keys.FindAsync([reference], async: true, cancellationToken).ConfigureAwait(false);
        await new KeyDestruction(context, runtime)
            .NoteAsync(realm, [.. rows.Where(row => row.State != KeyState.Shredded)], cancellationToken)
            .ConfigureAwait(false);
    }
}
