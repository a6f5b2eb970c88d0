using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;

namespace Gdpr.Toolkit.Consent;

/// <inheritdoc/>
internal sealed class PersonalDataObjections(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataObjections
{
    public async Task<ObjectionRecord> ObjectAsync(
        DataSubject subject,
        string purpose,
        ChoiceSource source,
        string? reason = null,
        IEnumerable<ContactPoint>? suppress = null,
        CancellationToken cancellationToken = default)
    {
        EvidenceRules.Require(source);
        var person = ChoicePerson.Find(contexts, subject);
        var definition = runtime.Purpose(purpose);
        RequireObjectable(definition, person.Mark.Role);
        var addresses = suppress?.Select(Suppressions.Prepare).ToList() ?? [];
        if (addresses.Count > 0 && !definition.IsDirectMarketing)
        {
            throw ConsentErrors.SuppressionNeedsDirectMarketing(definition.Name);
        }

        var state = definition.IsDirectMarketing ? ObjectionState.Upheld : ObjectionState.Pending;
        var submission = source.WithSubmission();
        var id = Guid.NewGuid();
        return await WriteAsync(
            person,
            async session =>
            {
                var now = runtime.Time.GetUtcNow();
                foreach (var address in addresses)
                {
                    await Suppressions.AddAsync(session, address, now, cancellationToken).ConfigureAwait(false);
                }

                var text = await session.SealAsync(person, reason, ObjectionRows.Cipher, cancellationToken).ConfigureAwait(false);
                return await session.AppendAsync<ObjectionRow>(
                    person,
                    rows => Standing(rows, definition, submission)
                        ?? new ObjectionRow { ObjectionId = id, State = state, SealedText = text }.Stamp(definition.Name, submission, now),
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<ObjectionRecord> UpholdAsync(
        DataSubject subject, Guid objectionId, ObjectionAssessment assessment, CancellationToken cancellationToken = default)
        => AssessAsync(subject, objectionId, ObjectionState.Upheld, assessment, cancellationToken);

    public Task<ObjectionRecord> OverrideAsync(
        DataSubject subject, Guid objectionId, ObjectionAssessment assessment, CancellationToken cancellationToken = default)
        => AssessAsync(subject, objectionId, ObjectionState.Overridden, assessment, cancellationToken);

    public async Task<ObjectionRecord> WithdrawAsync(
        DataSubject subject, Guid objectionId, ChoiceSource source, CancellationToken cancellationToken = default)
    {
        EvidenceRules.Require(source);
        var person = ChoicePerson.Find(contexts, subject);
        var submission = source.WithSubmission();
        return await WriteAsync(
            person,
            session => session.AppendAsync<ObjectionRow>(
                person,
                rows => ObjectionRows.Follow(
                    rows, objectionId, ObjectionState.Withdrawn, ObjectionRows.IsOpen, submission, text: null, runtime.Time.GetUtcNow()),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<ObjectionRecord>> LoadHistoryAsync(DataSubject subject, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
        return await ChoiceWork.ReadAsync(
            person.Context, runtime, session => ObjectionHistory.ReadAsync(session, person, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ObjectionRecord> AssessAsync(
        DataSubject subject, Guid objectionId, ObjectionState decision, ObjectionAssessment assessment, CancellationToken cancellationToken)
    {
        EvidenceRules.Require(assessment);
        var person = ChoicePerson.Find(contexts, subject);
        var source = new ChoiceSource("assessment", assessment.AssessedBy).WithSubmission();
        return await WriteAsync(
            person,
            async session =>
            {
                var text = await session.SealAsync(person, assessment.Justification, ObjectionRows.Cipher, cancellationToken).ConfigureAwait(false);
                return await session.AppendAsync<ObjectionRow>(
                    person,
                    rows => ObjectionRows.Follow(
                        rows, objectionId, decision, row => row.State == ObjectionState.Pending, source, text, runtime.Time.GetUtcNow()),
                    cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds what an objection would only repeat: the same submission, or an objection that is open.</summary>
    private static ObjectionRow? Standing(IReadOnlyList<ObjectionRow> rows, PurposeDefinition purpose, ChoiceSource submission)
        => rows.FirstOrDefault(row => row.Purpose == purpose.Name && row.SubmissionId == submission.SubmissionId)
            ?? (ObjectionRows.Last(rows, purpose.Name) is { } last && last.IsOpen() ? last : null);

    private static void RequireObjectable(PurposeDefinition purpose, DataSubjectRole role)
    {
        var basis = purpose.RuleFor(role)?.Basis;
        if (!purpose.IsDirectMarketing && basis is not (LegalBasis.LegitimateInterests or LegalBasis.PublicTask))
        {
            throw ConsentErrors.NoObjection(purpose.Name, role, basis);
        }
    }

    private Task<ObjectionRecord> WriteAsync(
        Person person, Func<ChoiceSession, Task<ObjectionRow>> write, CancellationToken cancellationToken)
        => ChoiceWork.WriteAsync(
            person.Context,
            runtime,
            async session =>
            {
                await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
                var row = await write(session).ConfigureAwait(false);
                return await ObjectionHistory.OpenAsync(session, person, row, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken);
}
