using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Consent;

/// <inheritdoc/>
internal sealed class PersonalDataConsent(SubjectContexts contexts, GdprRuntime runtime) : IPersonalDataConsent
{
    public Task<ConsentRecord> GiveAsync(
        DataSubject subject, string purpose, ConsentEvidence evidence, CancellationToken cancellationToken = default)
        => AnswerAsync(subject, purpose, ConsentStatus.Given, evidence, cancellationToken);

    public Task<ConsentRecord> RefuseAsync(
        DataSubject subject, string purpose, ConsentEvidence evidence, CancellationToken cancellationToken = default)
        => AnswerAsync(subject, purpose, ConsentStatus.Refused, evidence, cancellationToken);

    public Task<ConsentRecord> WithdrawAsync(
        DataSubject subject, string purpose, ChoiceSource source, CancellationToken cancellationToken = default)
        => EndAsync(subject, purpose, ConsentStatus.Withdrawn, source, cancellationToken);

    public Task<ConsentRecord> InvalidateAsync(
        DataSubject subject, string purpose, ChoiceSource source, CancellationToken cancellationToken = default)
        => EndAsync(subject, purpose, ConsentStatus.Invalidated, source, cancellationToken);

    public async Task<ConsentStatus> LoadStatusAsync(DataSubject subject, string purpose, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        var name = runtime.Purpose(purpose).Name;
        await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(person, cancellationToken).ConfigureAwait(false);
        return ConsentRows.Last(rows, name)?.ToRecord().StatusAt(runtime.Time.GetUtcNow()) ?? ConsentStatus.Unknown;
    }

    public async Task<IReadOnlyList<ConsentRecord>> LoadHistoryAsync(
        DataSubject subject, string? purpose = null, CancellationToken cancellationToken = default)
    {
        var person = ChoicePerson.Find(contexts, subject);
        await ChoicePerson.RequireAsync(person, erasedToo: true, cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(person, cancellationToken).ConfigureAwait(false);
        return [.. rows.Where(row => purpose is null || row.Purpose == purpose).Select(ConsentRows.ToRecord)];
    }

    private async Task<ConsentRecord> AnswerAsync(
        DataSubject subject, string purpose, ConsentStatus answer, ConsentEvidence evidence, CancellationToken cancellationToken)
    {
        EvidenceRules.Require(evidence, runtime.Time.GetUtcNow());
        var person = ChoicePerson.Find(contexts, subject);
        var definition = runtime.Purpose(purpose);
        if (definition.RuleFor(person.Mark.Role)?.Basis is var basis && basis != LegalBasis.Consent)
        {
            throw ConsentErrors.NotByConsent(definition.Name, person.Mark.Role, basis);
        }

        var source = evidence.Source.WithSubmission();
        return await WriteAsync(
            person,
            async session =>
            {
                var now = runtime.Time.GetUtcNow();
                if (answer == ConsentStatus.Given)
                {
                    await ObjectionRows.TakeBackAsync(session, person, definition.Name, source, now, cancellationToken).ConfigureAwait(false);
                }

                return await session.AppendAsync<ConsentRow>(
                    person, rows => ConsentRows.Answer(rows, definition.Name, answer, evidence, source, now), cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConsentRecord> EndAsync(
        DataSubject subject, string purpose, ConsentStatus end, ChoiceSource source, CancellationToken cancellationToken)
    {
        EvidenceRules.Require(source);
        var person = ChoicePerson.Find(contexts, subject);
        var definition = runtime.Purpose(purpose);
        var basis = definition.RuleFor(person.Mark.Role)?.Basis;
        var submission = source.WithSubmission();
        return await WriteAsync(
            person,
            session => session.AppendAsync<ConsentRow>(
                person,
                rows =>
                {
                    if (ConsentRows.Last(rows, definition.Name) is null)
                    {
                        RequireEndable(end, definition.Name, person.Mark.Role, basis);
                    }

                    return ConsentRows.End(rows, definition.Name, end, submission, runtime.Time.GetUtcNow());
                },
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    private static void RequireEndable(ConsentStatus end, string purpose, DataSubjectRole role, LegalBasis? basis)
    {
        if (end == ConsentStatus.Invalidated)
        {
            throw ConsentErrors.NothingToInvalidate(purpose);
        }

        if (basis != LegalBasis.Consent)
        {
            throw ConsentErrors.NotByConsent(purpose, role, basis);
        }
    }

    private async Task<ConsentRecord> WriteAsync(
        Person person, Func<ChoiceSession, Task<ConsentRow>> write, CancellationToken cancellationToken)
    {
        var row = await ChoiceWork.WriteAsync(
            person.Context,
            runtime,
            async session =>
            {
                await ChoicePerson.RequireAsync(person, erasedToo: false, cancellationToken).ConfigureAwait(false);
                return await write(session).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return row.ToRecord();
    }

    private Task<IReadOnlyList<ConsentRow>> ReadAsync(Person person, CancellationToken cancellationToken)
        => ChoiceWork.ReadAsync(person.Context, runtime, session => session.ReadAsync<ConsentRow>(person, cancellationToken), cancellationToken);
}
