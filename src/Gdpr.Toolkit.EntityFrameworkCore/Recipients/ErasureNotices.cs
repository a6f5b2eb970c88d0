using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Recipients;

/// <summary>The notices of one erasure: found before anything is erased, written in its transaction, and looked at when its certificate is signed.</summary>
internal sealed class ErasureNotices
{
    private const string IdTenant = "\0notice";

    private readonly IReadOnlyList<(ConcernedRecipient Recipient, NoticeDetails Details)> _notices;
    private readonly Guid? _earlierCertificate;

    private ErasureNotices(IReadOnlyList<(ConcernedRecipient Recipient, NoticeDetails Details)> notices, Guid? earlierCertificate)
        => (_notices, _earlierCertificate) = (notices, earlierCertificate);

    /// <summary>Copies from the rows, those included that were only counted, what identifies the person to each recipient.</summary>
    public static async Task<ErasureNotices> PrepareAsync(
        DetailedPlan plan, IReadOnlyList<ConcernedRecipient> recipients, Person person, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        if (recipients.Count == 0)
        {
            return new ErasureNotices([], plan.EarlierCertificate);
        }

        var values = IdentifyingValues.Of(plan.OneByOne.Select(row => row.Row), runtime);
        var reader = new PersonRowReader(person.Context, tracking: false);
        var tenant = TenantCondition.Of(plan.OneByOne.Select(row => row.Row));
        foreach (var mapped in plan.Groups.Select(group => group.Row.Mapped).Distinct().Where(values.AreIn))
        {
            await values.AddAsync(reader.StreamAsync(mapped, person.Key, tenant, cancellationToken)).ConfigureAwait(false);
        }

        return new ErasureNotices([.. recipients.Select(recipient => (recipient, values.For(recipient)))], plan.EarlierCertificate);
    }

    /// <summary>Writes the notices in the context's transaction.</summary>
    /// <returns>The notices, those included that an attempt before has written.</returns>
    public Task<IReadOnlyList<NoticeRecord>> WriteAsync(Person person, PersonKeys keys, GdprRuntime runtime, CancellationToken cancellationToken)
        => _notices.Count == 0
            ? Task.FromResult<IReadOnlyList<NoticeRecord>>([])
            : ChoiceWork.ReadAsync(
                person.Context,
                runtime,
                async session =>
                {
                    var reference = Convert.FromHexString(keys.Reference);
                    var notices = _notices.Select(notice => (Id: IdOf(notice.Recipient, reference, keys, session.Realm!), notice.Recipient, notice.Details)).ToList();
                    return await new NoticeWriter(session, reference, runtime).WriteAsync(NoticeKind.Erasure, notices, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken);

    /// <summary>Reads how far the notices of a person's erasures are, and which others still hold what identifies the person.</summary>
    /// <remarks>Those of earlier erasures too: one whose process ended was never certified, and what came of them is known only later.</remarks>
    public static Task<IReadOnlyList<NoticeRecord>> ObserveAsync(Person person, ErasureRun run, GdprRuntime runtime)
        => ChoiceWork.ReadAsync<IReadOnlyList<NoticeRecord>>(
            person.Context,
            runtime,
            async session =>
            {
                var reference = Convert.FromHexString(run.SubjectReference);
                var rows = await session.Rows<NoticeRow>().AsNoTracking()
                    .Where(row => row.SubjectRef == reference && (row.Kind == NoticeKind.Erasure || row.SealedDetails != null))
                    .OrderBy(row => row.RecordedAt).ThenBy(row => row.Recipient)
                    .ToListAsync()
                    .ConfigureAwait(false);
                return [.. rows.Select(NoticeRows.ToRecord)];
            },
            CancellationToken.None);

    /// <summary>Gives the notice of one recipient the same id whenever the same erasure is carried out, also after the restore of a backup.</summary>
    /// <remarks>The person's first key tells somebody apart who was given the identity of an erased person; the certificate before tells one erasure of a person from the next.</remarks>
    private Guid IdOf(ConcernedRecipient recipient, byte[] reference, PersonKeys keys, Realm realm)
    {
        var parts = new LengthPrefixed()
            .Part(reference)
            .Optional(keys.Rows.Where(row => row.Group == KeyGroups.Main).MinBy(row => row.Version)?.Kid)
            .Optional(_earlierCertificate?.ToByteArray())
            .Part(recipient.Name)
            .ToArray();
        return new Guid(realm.SubjectReference(IdTenant, kind: "", parts).AsSpan(0, 16));
    }
}
