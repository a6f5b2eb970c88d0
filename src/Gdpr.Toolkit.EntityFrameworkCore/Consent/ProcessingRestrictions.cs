using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <inheritdoc/>
internal sealed class ProcessingRestrictions(SubjectContexts contexts, GdprRuntime runtime) : IProcessingRestrictions
{
    public Task<RestrictionRecord> RestrictAsync(
        DataSubject subject,
        RestrictionGround ground,
        ChoiceSource source,
        string? purpose = null,
        string? reason = null,
        CancellationToken cancellationToken = default)
    {
        EvidenceRules.RequireDefined(ground, nameof(ground));
        EvidenceRules.Require(source);
        var person = ChoicePerson.Find(contexts, subject);
        var name = purpose is null ? "" : runtime.Purpose(purpose).Name;
        var submission = source.WithSubmission();
        var id = Guid.NewGuid();
        return WriteAsync(
            person,
            reason,
            (rows, text) => RestrictionRows.Place(rows, ground, name, id, submission, text, runtime.Time.GetUtcNow()),
            cancellationToken);
    }

    public Task<RestrictionRecord> LiftAsync(
        DataSubject subject, Guid restrictionId, RestrictionLift lift, CancellationToken cancellationToken = default)
    {
        EvidenceRules.Require(lift, runtime.Time.GetUtcNow());
        var person = ChoicePerson.Find(contexts, subject);
        var submission = new ChoiceSource(lift.InformedBy, lift.LiftedBy).WithSubmission();
        return WriteAsync(
            person,
            lift.Reason,
            (rows, text) => RestrictionRows.Lift(rows, restrictionId, lift.PersonInformedAt, submission, text, runtime.Time.GetUtcNow()),
            cancellationToken);
    }

    public async Task<IReadOnlyList<RestrictionRecord>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
        return await ChoiceWork.ReadAsync(
            person.Context, runtime, session => RestrictionRows.ReadAsync(session, person, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private Task<RestrictionRecord> WriteAsync(
        Person person,
        string? text,
        Func<IReadOnlyList<RestrictionRow>, byte[]?, RestrictionRow> next,
        CancellationToken cancellationToken)
        => ChoiceWork.WriteAsync(
            person.Context,
            runtime,
            async session =>
            {
                await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
                var sealedText = await session.SealAsync(person, text, RestrictionRows.Cipher, cancellationToken).ConfigureAwait(false);
                var row = await session.AppendAsync<RestrictionRow>(person, rows => next(rows, sealedText), cancellationToken).ConfigureAwait(false);
                return await RestrictionRows.OpenAsync(session, person, row, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
}
