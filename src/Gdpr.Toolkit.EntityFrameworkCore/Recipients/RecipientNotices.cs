using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Recipients;

/// <inheritdoc/>
internal sealed class RecipientNotices(SubjectContexts contexts, IEnumerable<IRecipientNotifier> notifiers, GdprRuntime runtime, NoticeState state) : IRecipientNotices
{
    public async Task<IReadOnlyList<NoticeRecord>> AnnounceAsync(
        DataSubject subject,
        NoticeKind kind,
        IReadOnlyCollection<string>? purposes = null,
        IReadOnlyCollection<RecipientToTell>? also = null,
        CancellationToken cancellationToken = default)
    {
        EvidenceRules.RequireDefined(kind, nameof(kind));
        also ??= [];
        ConcernedRecipient.RequireNames(also, nameof(also));
        if (purposes?.FirstOrDefault(purpose => runtime.Purposes.Find(purpose) is null) is { } unknown)
        {
            throw NoticeErrors.PurposeUnknown(unknown);
        }

        var person = ChoicePerson.Find(contexts, subject);
        IdentifyingValues.Require(contexts.All(), runtime);
        using var right = PurposeScope.BeginRight();
        var rows = await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false);
        var recipients = ConcernedRecipient.With(
            purposes is null ? ConcernedRecipients.OfPerson(rows, person, runtime) : ConcernedRecipients.OfPurposes(purposes, person, runtime), also);
        var values = IdentifyingValues.Of(rows, runtime);
        var notices = recipients.Select(recipient => (Guid.NewGuid(), recipient, values.For(recipient))).ToList();
        return await ChoiceWork.WriteAsync(
            person.Context,
            runtime,
            session => new NoticeWriter(session, PersonKeys.ReferenceOf(person, session.Realm!), runtime).WriteAsync(kind, notices, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<NoticeRecord>> ListAsync(DataSubject subject, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
        return await ChoiceWork.ReadAsync(
            person.Context, runtime, session => ReadAsync(session, person, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<NoticeRecord>> ListOpenAsync(CancellationToken cancellationToken = default)
    {
        var open = new List<NoticeRow>();
        foreach (var context in contexts.All())
        {
            open.AddRange(await ChoiceWork.ReadAsync(
                context,
                runtime,
                session => session.Rows<NoticeRow>().AsNoTracking()
                    .Where(row => row.Outcome == null || row.Outcome == NoticeOutcome.Failed)
                    .ToListAsync(cancellationToken),
                cancellationToken).ConfigureAwait(false));
        }

        return [.. open.OrderBy(row => row.RecordedAt).Select(NoticeRows.ToRecord)];
    }

    public async Task<RecipientNotice> LoadAsync(Guid noticeId, CancellationToken cancellationToken = default)
    {
        foreach (var context in contexts.All())
        {
            var found = await ChoiceWork.ReadAsync(
                context,
                runtime,
                async session => await session.Rows<NoticeRow>().AsNoTracking().SingleOrDefaultAsync(row => row.NoticeId == noticeId, cancellationToken).ConfigureAwait(false) is { } row
                    ? await NoticeRows.OpenAsync(session, row, cancellationToken).ConfigureAwait(false)
                    : null,
                cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                return found;
            }
        }

        throw NoticeErrors.Unknown(noticeId);
    }

    public async Task SettleAsync(Guid noticeId, NoticeOutcome outcome, string? justification = null, CancellationToken cancellationToken = default)
    {
        if (outcome is not (NoticeOutcome.Notified or NoticeOutcome.Impossible or NoticeOutcome.DisproportionateEffort))
        {
            throw NoticeErrors.NoAnswer(nameof(outcome));
        }

        if (outcome != NoticeOutcome.Notified && string.IsNullOrWhiteSpace(justification))
        {
            throw NoticeErrors.WithoutJustification(nameof(justification));
        }

        foreach (var context in contexts.All())
        {
            if (await NoticeSettlement.SettleAsync(context, noticeId, outcome, justification, runtime, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw NoticeErrors.Settled(noticeId);
    }

    public Task<NoticeDispatch> DispatchAsync(CancellationToken cancellationToken = default) => DispatchAsync(contexts.All(), cancellationToken);

    /// <summary>Dispatches the notices of some contexts.</summary>
    public async Task<NoticeDispatch> DispatchAsync(IReadOnlyList<DbContext> dispatched, CancellationToken cancellationToken)
    {
        var notifier = notifiers.FirstOrDefault() ?? throw NoticeErrors.NoNotifier();
        foreach (var context in dispatched)
        {
            OwnTransaction.RequireNoTransaction(context);
        }

        var logger = dispatched[0].GetService<ILoggerFactory>().CreateLogger<RecipientNotices>();
        try
        {
            var done = new List<NoticeDispatch>();
            foreach (var context in dispatched)
            {
                done.Add(await new NoticeDispatcher(context, notifier, runtime, logger).RunAsync(cancellationToken).ConfigureAwait(false));
            }

            var dispatch = Sum(done);
            state.Note(dispatch, runtime.Time.GetUtcNow());
            return dispatch;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            state.NoteFailure();
            NoticeLog.Failed(logger, exception);
            throw;
        }
    }

    /// <summary>Reads the notices about a person, oldest first.</summary>
    public static async Task<IReadOnlyList<NoticeRecord>> ReadAsync(ChoiceSession session, Person person, CancellationToken cancellationToken)
    {
        if (session.Realm is null)
        {
            return [];
        }

        var reference = PersonKeys.ReferenceOf(person, session.Realm);
        var rows = await session.Rows<NoticeRow>().AsNoTracking()
            .Where(row => row.SubjectRef == reference)
            .OrderBy(row => row.RecordedAt).ThenBy(row => row.Recipient)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return [.. rows.Select(NoticeRows.ToRecord)];
    }

    private static NoticeDispatch Sum(IReadOnlyCollection<NoticeDispatch> parts) => new()
    {
        Notified = parts.Sum(part => part.Notified),
        Dispensed = parts.Sum(part => part.Dispensed),
        Retrying = parts.Sum(part => part.Retrying),
        GivenUp = parts.Sum(part => part.GivenUp),
        Overdue = parts.Sum(part => part.Overdue),
    };
}
