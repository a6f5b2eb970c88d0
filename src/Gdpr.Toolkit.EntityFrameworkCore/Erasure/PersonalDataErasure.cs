using System.Data.Common;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Retention;
using Gdpr.Toolkit.Sources;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <inheritdoc/>
internal sealed class PersonalDataErasure(SubjectContexts contexts, PersonalDataSources sources, GdprRuntime runtime) : IPersonalDataErasure
{
    public async Task<ErasurePlan> PlanAsync(
        DataSubject subject, ErasureGround? ground = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var right = PurposeScope.BeginRight();
        var person = Person.Find(contexts, subject);
        IdentifyingValues.Require(contexts.All(), runtime);
        var today = runtime.Today;
        var rows = await person.ReadAsync(tracking: false, cancellationToken).ConfigureAwait(false);
        var decider = await RetentionDecider.LoadAsync(runtime, person, today, rows, cancellationToken).ConfigureAwait(false);
        var detailed = await DetailedPlan.MakeAsync(person, rows, decider, cancellationToken).ConfigureAwait(false);
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        if (decider.Holds.OnWholePerson is not null)
        {
            return new ErasurePlan(
                subject, keys.Reference, today, ground, PlanSummary.Decisions(detailed, person, keys: 0), keys.Fingerprint(detailed.Hash()));
        }

        var choices = await ChoiceErasure.PlanAsync(person, runtime, cancellationToken).ConfigureAwait(false);
        var outside = await SourceFindings.SearchAsync(person, sources.For(person), cancellationToken).ConfigureAwait(false);
        return new ErasurePlan(
            subject,
            keys.Reference,
            today,
            ground,
            [.. PlanSummary.Decisions(detailed, person, keys.Living.Count), .. choices, .. SourceDecisions.Of(outside, today)],
            keys.Fingerprint(outside.AddTo(detailed.Hash())))
        {
            Recipients = [.. ConcernedRecipients.OfErasure(detailed, outside, person, today, runtime).Select(recipient => recipient.Name)],
        };
    }

    public async Task<ErasureCertificate> EraseAsync(
        ErasurePlan plan, ErasureOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new ErasureOptions();
        if (!Enum.IsDefined(options.Verification))
        {
            throw new ArgumentException("ErasureOptions.Verification is none of the scopes.", nameof(options));
        }

        ConcernedRecipient.RequireNames(options.Recipients, nameof(options));
        using var right = PurposeScope.BeginRight();
        return await GdprActivities.TraceAsync(
            GdprActivities.Erasure,
            GdprMeters.Erasures,
            () => RunAsync(plan, options, cancellationToken),
            certificate => certificate.IsComplete).ConfigureAwait(false);
    }

    /// <summary>Erases many people of one context: their keys wait together. People whose data has changed since their plan are left for another time.</summary>
    /// <param name="context">The context.</param>
    /// <param name="plans">Their plans.</param>
    /// <param name="scope">How far it is looked afterwards for what was erased.</param>
    /// <param name="keep">Keeps a certificate. Only who has been kept one is noted as erased, so that none is lost to a stop.</param>
    /// <param name="cancellationToken">Cancels before further people are begun with, and the search of the database.</param>
    /// <returns>How many were erased.</returns>
    internal async Task<int> EraseManyAsync(
        DbContext context,
        IReadOnlyList<ErasurePlan> plans,
        VerificationScope scope,
        Func<ErasureCertificate, Task> keep,
        CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        var logger = context.GetService<ILoggerFactory>().CreateLogger<PersonalDataErasure>();
        var committed = new List<CommittedErasure>();
        foreach (var plan in plans.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            try
            {
                committed.Add(await CommitAsync(
                    Person.In(context, plan.Subject), plan, replayed: [], alsoTell: [], scope, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is StaleErasurePlanException or LegalHoldException)
            {
                SweepLog.Changed(logger, exception);
            }
        }

        var certified = await CertifyManyAsync(context, committed, scope, cancellationToken).ConfigureAwait(false);
        foreach (var one in certified)
        {
            await keep(one.Certificate).ConfigureAwait(false);
            await NoteAsync(one).ConfigureAwait(false);
        }

        return certified.Count;
    }

    /// <summary>Carries out what one transaction can do.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="replayed">The entries of the ledger that are carried out again by it.</param>
    /// <param name="alsoTell">The recipients that are told beside those of the purposes.</param>
    /// <param name="scope">How far it will be looked afterwards for what is erased.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    internal async Task<CommittedErasure> CommitAsync(
        ErasurePlan plan,
        IReadOnlyCollection<LedgerErasure> replayed,
        IReadOnlyCollection<RecipientToTell> alsoTell,
        VerificationScope scope,
        CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        var person = Person.Find(contexts, plan.Subject);
        OwnTransaction.RequireQuiet(person.Context);
        if (plan.AsOf != runtime.Today)
        {
            throw new StaleErasurePlanException(
                $"The erasure plan was made for {plan.AsOf:O}, and what must be retained may differ today. Nothing was erased. Call PlanAsync again.");
        }

        return await CommitAsync(person, plan, replayed, alsoTell, scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Destroys the keys, looks, signs, and notes that the person is erased. Everything is carried through: an erasure that is done and not
    /// certified would be worse than a late one.
    /// </summary>
    /// <param name="committed">The erasure.</param>
    /// <param name="options">How it is finished.</param>
    /// <param name="cancellationToken">Cancels the search of the database, and nothing else.</param>
    internal async Task<ErasureCertificate> FinishAsync(CommittedErasure committed, ErasureOptions options, CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        var context = committed.Person.Context;
        using var exempt = context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        var destroyed = await DestroyAsync(committed).ConfigureAwait(false);
        var residue = options.Compact
            ? await TryCompactAsync(context).ConfigureAwait(false)
            : PhysicalResidue.Possible;
        var searched = await DatabaseSearch.RunAsync(context, [committed.Run], options.Verification, cancellationToken).ConfigureAwait(false);
        var certified = await CertifyAsync(destroyed, searched[0], residue).ConfigureAwait(false);
        await NoteAsync(certified).ConfigureAwait(false);
        return certified.Certificate;
    }

    /// <summary>Does the same for many of one context, but the note. The first waits for the keys of all, and one search looks for all of them.</summary>
    private async Task<IReadOnlyList<CertifiedErasure>> CertifyManyAsync(
        DbContext context, IReadOnlyList<CommittedErasure> committed, VerificationScope scope, CancellationToken cancellationToken)
    {
        using var exempt = context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        var destroyed = new List<DestroyedErasure>();
        foreach (var one in committed)
        {
            destroyed.Add(await DestroyAsync(one).ConfigureAwait(false));
        }

        var searched = await DatabaseSearch.RunAsync(context, [.. committed.Select(one => one.Run)], scope, cancellationToken).ConfigureAwait(false);
        var certified = new List<CertifiedErasure>();
        foreach (var (one, verification) in destroyed.Zip(searched))
        {
            certified.Add(await GdprActivities.TraceAsync(
                GdprActivities.Erasure,
                GdprMeters.Erasures,
                () => CertifyAsync(one, verification, PhysicalResidue.Possible),
                erased => erased.Certificate.IsComplete).ConfigureAwait(false));
        }

        return certified;
    }

    /// <summary>Destroys the person's keys and what lies outside the database.</summary>
    private async Task<DestroyedErasure> DestroyAsync(CommittedErasure committed)
    {
        var logger = LoggerOf(committed.Person);
        var run = await DestroyKeysAsync(committed.Person, committed.Run, logger).ConfigureAwait(false);
        var outside = await new SourceErasure(committed.Outside, committed.Plan.AsOf, logger).EraseAsync().ConfigureAwait(false);
        return new DestroyedErasure(committed with { Run = run }, outside);
    }

    /// <summary>Looks, signs, and completes the ledger.</summary>
    private async Task<CertifiedErasure> CertifyAsync(DestroyedErasure destroyed, ErasureVerification verification, PhysicalResidue residue)
    {
        var (plan, person, _, run) = destroyed.Committed;
        var entries = await ObserveAsync(person, run).ConfigureAwait(false);
        var amended = await LedgerRecorder.FindEarlierAsync(run, runtime).ConfigureAwait(false);
        var notices = await ObserveNoticesAsync(person, run).ConfigureAwait(false);
        var certificate = CertificateDocument.Sign(plan, person, run, [.. entries, .. destroyed.Outside], verification, residue, amended, notices, runtime);
        await LedgerRecorder.TryCompleteAsync(run, certificate, runtime, LoggerOf(person)).ConfigureAwait(false);
        var isThrough = run.Keys.Count == run.DestroyedKeys.Count && destroyed.Outside.All(entry => entry.Outcome != FieldErasureOutcome.Failed);
        return new CertifiedErasure(person, certificate, isThrough);
    }

    /// <summary>Notes that a person is erased, last of all: who is stopped before it leaves them pending, and the next erasure certifies what is done.</summary>
    private async Task NoteAsync(CertifiedErasure certified)
    {
        if (!certified.IsThrough)
        {
            return;
        }

        using var right = PurposeScope.BeginRight();
        using var exempt = certified.Person.Context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        await ErasureCompletion.TryNoteAsync(
            certified.Person, Guid.Parse(certified.Certificate.Id), runtime, LoggerOf(certified.Person)).ConfigureAwait(false);
    }

    private static ILogger LoggerOf(Person person) => person.Context.GetService<ILoggerFactory>().CreateLogger<PersonalDataErasure>();

    public async Task<int> ResumeAsync(CancellationToken cancellationToken = default)
    {
        var keys = 0;
        foreach (var context in contexts.All())
        {
            keys += await ResumeAsync(context, cancellationToken).ConfigureAwait(false);
        }

        return keys;
    }

    /// <inheritdoc cref="ResumeAsync(CancellationToken)"/>
    internal async Task<int> ResumeAsync(DbContext context, CancellationToken cancellationToken)
    {
        OwnTransaction.RequireNoTransaction(context);
        using var exempt = context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        var keys = await new KeyDestruction(context, runtime).CompleteAsync(cancellationToken).ConfigureAwait(false);
        await new LedgerCompletion(context, runtime).RunAsync(cancellationToken).ConfigureAwait(false);
        return keys;
    }

    public async Task<IReadOnlyList<DataSubject>> ListPendingAsync(CancellationToken cancellationToken = default)
    {
        var pending = new List<(long RequestedAt, DataSubject Subject)>();
        foreach (var context in contexts.All())
        {
            pending.AddRange(await PendingErasures.ReadAsync(context, cancellationToken).ConfigureAwait(false));
        }

        return [.. pending.OrderBy(request => request.RequestedAt).Select(request => request.Subject)];
    }

    public async Task<PhysicalResidue> CompactAsync(CancellationToken cancellationToken = default)
    {
        var residues = new List<PhysicalResidue>();
        foreach (var context in contexts.All())
        {
            residues.Add(await Compaction.CompactAsync(context, cancellationToken).ConfigureAwait(false));
        }

        return residues.Contains(PhysicalResidue.LogicallyErased) ? PhysicalResidue.LogicallyErased : PhysicalResidue.None;
    }

    private async Task<ErasureCertificate> RunAsync(ErasurePlan plan, ErasureOptions options, CancellationToken cancellationToken)
    {
        var committed = await CommitAsync(
            plan, replayed: [], [.. options.Recipients], options.Verification, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(committed, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CommittedErasure> CommitAsync(
        Person person,
        ErasurePlan plan,
        IReadOnlyCollection<LedgerErasure> replayed,
        IReadOnlyCollection<RecipientToTell> alsoTell,
        VerificationScope scope,
        CancellationToken cancellationToken)
    {
        var outside = await SourceFindings.SearchAsync(person, sources.For(person), cancellationToken).ConfigureAwait(false);
        var run = await new ErasureExecutor(person, outside, replayed, alsoTell, scope, runtime).RunAsync(plan, cancellationToken).ConfigureAwait(false);
        return new CommittedErasure(plan, person, outside, run);
    }

    /// <summary>Destroys the person's keys. Where that fails the certificate says so, and the keys are destroyed by the next who tries.</summary>
    private async Task<ErasureRun> DestroyKeysAsync(Person person, ErasureRun run, ILogger logger)
    {
        try
        {
            var destruction = new KeyDestruction(person.Context, runtime);
            await destruction.CompleteAsync(CancellationToken.None).ConfigureAwait(false);
            await destruction.KeepFromReturningAsync(run.SubjectReference).ConfigureAwait(false);
            return run with { DestroyedKeys = run.Keys };
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException or PersonalDataProtectionException)
        {
            ErasureLog.KeysNotDestroyed(logger, exception);
            return run;
        }
    }

    /// <summary>Looks after the commit; where looking itself fails, the certificate says that nothing was found to be as it should.</summary>
    private async Task<IReadOnlyList<ErasureEntry>> ObserveAsync(Person person, ErasureRun run)
    {
        var verifier = new ErasureVerifier(person, runtime);
        try
        {
            return
            [
                .. await verifier.ObserveAsync(run, CancellationToken.None).ConfigureAwait(false),
                .. await ChoiceErasure.ObserveAsync(person, run.Choices, runtime, CancellationToken.None).ConfigureAwait(false),
            ];
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or PersonalDataProtectionException)
        {
            return [.. ErasureVerifier.NotObserved(run), .. ChoiceErasure.NotObserved(run.Choices)];
        }
    }

    /// <summary>Looks how far the notices to recipients are; where looking fails, the certificate lists them as they were written.</summary>
    private async Task<IReadOnlyList<NoticeRecord>> ObserveNoticesAsync(Person person, ErasureRun run)
    {
        try
        {
            return await ErasureNotices.ObserveAsync(person, run, runtime).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or PersonalDataProtectionException)
        {
            return run.Notices;
        }
    }

    /// <summary>Compacts after the erasure was committed: what fails now must not cost the certificate, which says so instead.</summary>
    private static async Task<PhysicalResidue> TryCompactAsync(DbContext context)
    {
        try
        {
            return await Compaction.CompactAsync(context, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or NotSupportedException)
        {
            return PhysicalResidue.Possible;
        }
    }
}
