using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <inheritdoc/>
internal sealed class ProcessingGuard(SubjectContexts contexts, ISuppressionList suppressions, GdprRuntime runtime) : IProcessingGuard
{
    public async Task<PurposeStatus> LoadStatusAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        var definition = runtime.Purpose(purpose);
        await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
        var facts = await ChoiceWork.ReadAsync(
            person.Context, runtime, session => ReadAsync(session, person, definition.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
        return PurposeJudge.Judge(definition, person.Mark.Role, facts, runtime.Time.GetUtcNow());
    }

    public async Task<PurposeStatus> LoadStatusAsync(
        DataSubject subject, string purpose, ContactPoint contact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var status = await LoadStatusAsync(subject, purpose, cancellationToken).ConfigureAwait(false);
        var definition = runtime.Purpose(purpose);
        return definition.IsDirectMarketing
            && status.Verdict != ProcessingVerdict.Denied
            && await suppressions.ContainsAsync(contact, cancellationToken).ConfigureAwait(false)
                ? PurposeJudge.Suppressed(definition)
                : status;
    }

    public async Task<bool> CanProcessAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default)
        => (await LoadStatusAsync(subject, purpose, cancellationToken).ConfigureAwait(false)).MayProcess;

    public async Task<bool> CanContactAsync(
        DataSubject subject, string purpose, ContactPoint contact, CancellationToken cancellationToken = default)
        => (await LoadStatusAsync(subject, purpose, contact, cancellationToken).ConfigureAwait(false)).MayProcess;

    private static async Task<ChoiceFacts> ReadAsync(ChoiceSession session, Person person, string purpose, CancellationToken cancellationToken)
    {
        var restrictions = await session.ReadAsync<RestrictionRow>(person, cancellationToken).ConfigureAwait(false);
        var objections = await session.ReadAsync<ObjectionRow>(person, cancellationToken).ConfigureAwait(false);
        var consents = await session.ReadAsync<ConsentRow>(person, cancellationToken).ConfigureAwait(false);
        var restricted = RestrictionRows.InForce(restrictions).Where(row => row.Purpose.Length == 0 || row.Purpose == purpose).ToList();
        return new ChoiceFacts(
            ConsentRows.Last(consents, purpose)?.ToRecord(),
            ObjectionRows.Last(objections, purpose)?.ToRecord(text: null),
            restricted.Count == 0 ? null : ChoiceRows.Read(restricted.Min(row => row.RecordedAt)));
    }
}
