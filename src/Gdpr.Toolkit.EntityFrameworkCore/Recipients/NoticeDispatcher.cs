using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Recipients;

/// <summary>Tells the recipients of one context's notices, recipient by recipient, so that one who cannot be reached keeps no other waiting.</summary>
/// <remarks>
/// A worker takes a notice by moving its next attempt on, in one statement that only one of several can win. Nothing is locked while a recipient is told, and
/// an attempt whose process ended is one that failed: its next is due already.
/// </remarks>
internal sealed class NoticeDispatcher(DbContext context, IRecipientNotifier notifier, GdprRuntime runtime, ILogger logger)
{
    private const int Page = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly RecipientNoticeOptions _options = runtime.Options.Notices;

    private int _notified;
    private int _dispensed;
    private int _retrying;

    private long Now => runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<NoticeDispatch> RunAsync(CancellationToken cancellationToken)
    {
        var givenUp = await GiveUpAsync(cancellationToken).ConfigureAwait(false);
        foreach (var recipient in await FindDueRecipientsAsync(cancellationToken).ConfigureAwait(false))
        {
            await TellAllAsync(recipient, cancellationToken).ConfigureAwait(false);
        }

        await new KeyDestruction(context, runtime).CompleteAsync(cancellationToken).ConfigureAwait(false);
        return new NoticeDispatch
        {
            Notified = _notified,
            Dispensed = _dispensed,
            Retrying = _retrying,
            GivenUp = givenUp,
            Overdue = await CountOverdueAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<int> GiveUpAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var givenUp = 0;
        while (true)
        {
            var late = await ReadAsync(rows => rows.Where(row => row.Outcome == null && row.GiveUpAt <= now), cancellationToken).ConfigureAwait(false);
            if (late.Count == 0)
            {
                return givenUp;
            }

            foreach (var row in late)
            {
                if (await NoticeSettlement.SettleAsync(context, row.NoticeId, NoticeOutcome.Failed, justification: null, runtime, cancellationToken).ConfigureAwait(false))
                {
                    NoticeLog.GivenUp(logger, row.NoticeId, row.Recipient);
                    givenUp++;
                }
            }
        }
    }

    private Task<List<string>> FindDueRecipientsAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        return ChoiceWork.ReadAsync(
            context,
            runtime,
            session => session.Rows<NoticeRow>()
                .Where(row => row.Outcome == null && row.NextAttemptAt <= now)
                .Select(row => row.Recipient).Distinct().OrderBy(recipient => recipient)
                .ToListAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Tells a recipient everything that is due, oldest first, until an attempt fails.</summary>
    private async Task TellAllAsync(string recipient, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = Now;
            var due = await ReadAsync(
                rows => rows.Where(row => row.Outcome == null && row.NextAttemptAt <= now && row.Recipient == recipient), cancellationToken).ConfigureAwait(false);
            foreach (var row in due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await TryTakeAsync(row, cancellationToken).ConfigureAwait(false) && !await TryTellAsync(row, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }

            if (due.Count < Page)
            {
                return;
            }
        }
    }

    private Task<List<NoticeRow>> ReadAsync(Func<IQueryable<NoticeRow>, IQueryable<NoticeRow>> choose, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(
            context,
            runtime,
            session => choose(session.Rows<NoticeRow>()).AsNoTracking().OrderBy(row => row.RecordedAt).ThenBy(row => row.NoticeId).Take(Page).ToListAsync(cancellationToken),
            cancellationToken);

    private Task<bool> TryTakeAsync(NoticeRow row, CancellationToken cancellationToken)
    {
        var next = (runtime.Time.GetUtcNow() + _options.AttemptTimeout + PauseAfter(row.Attempts)).ToUnixTimeMilliseconds();
        return ChoiceWork.ReadAsync(
            context,
            runtime,
            async session => await session.Rows<NoticeRow>()
                .Where(notice => notice.NoticeId == row.NoticeId && notice.Outcome == null && notice.Attempts == row.Attempts)
                .ExecuteUpdateAsync(
                    notice => notice.SetProperty(taken => taken.NextAttemptAt, next).SetProperty(taken => taken.Attempts, taken => taken.Attempts + 1), cancellationToken)
                .ConfigureAwait(false) > 0,
            cancellationToken);
    }

    private async Task<bool> TryTellAsync(NoticeRow row, CancellationToken cancellationToken)
    {
        NoticeResult result;
        try
        {
            var notice = await ChoiceWork.ReadAsync(
                context, runtime, session => NoticeRows.OpenAsync(session, row, cancellationToken), cancellationToken).ConfigureAwait(false);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_options.AttemptTimeout);
            // One that does not listen to its token, or blocks its thread, keeps nobody else waiting.
            result = await Task.Run(() => notifier.NotifyAsync(notice, limit.Token), limit.Token).WaitAsync(limit.Token).ConfigureAwait(false) ?? throw NoticeErrors.NoResult(notifier.GetType().Name);
        }
#pragma warning disable CA1031 // Whatever a notifier throws, the other recipients have to be told.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NoticeLog.NotTold(logger, row.NoticeId, row.Recipient, row.Attempts + 1, exception);
            _retrying++;
            return false;
        }

        // The recipient knows now: that is recorded, whoever no longer waits.
        var isOurs = await NoticeSettlement.SettleAsync(context, row.NoticeId, result.Outcome, result.Justification, runtime, CancellationToken.None).ConfigureAwait(false);
        _notified += isOurs && result.Outcome == NoticeOutcome.Notified ? 1 : 0;
        _dispensed += isOurs && result.Outcome != NoticeOutcome.Notified ? 1 : 0;
        return true;
    }

    private Task<int> CountOverdueAsync(CancellationToken cancellationToken)
    {
        var late = (runtime.Time.GetUtcNow() - _options.OverdueAfter).ToUnixTimeMilliseconds();
        return ChoiceWork.ReadAsync(
            context,
            runtime,
            session => session.Rows<NoticeRow>()
                .CountAsync(row => (row.Outcome == null && row.RecordedAt <= late) || row.Outcome == NoticeOutcome.Failed, cancellationToken),
            cancellationToken);
    }

    private static TimeSpan PauseAfter(int attempts)
        => attempts >= 9 || FirstPause * (1 << attempts) > LongestPause ? LongestPause : FirstPause * (1 << attempts);
}
