using System.Data.Common;
using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Purposes;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Sources;
using Gdpr.Toolkit.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What comes after the commit of an erasure: destroys the keys, looks, signs, hands over, and notes that the person is erased.</summary>
/// <remarks>Everything is carried through: an erasure that is done and not certified would be worse than a late one.</remarks>
internal sealed class ErasureConclusion(CertificateHandover handover, GdprRuntime runtime)
{
    /// <summary>Finishes an erasure.</summary>
    /// <param name="committed">The erasure.</param>
    /// <param name="options">How it is finished.</param>
    /// <param name="cancellationToken">Cancels the search of the database, and nothing else.</param>
    public async Task<ErasureCertificate> FinishAsync(CommittedErasure committed, ErasureOptions options, CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        var certified = await CertifyAsync(committed, options, cancellationToken).ConfigureAwait(false);
        await CloseAsync(certified, CancellationToken.None).ConfigureAwait(false);
        return certified.Certificate;
    }

    /// <summary>Finishes many of one context. The first waits for the keys of all, and one search looks for all of them.</summary>
    /// <param name="context">The context.</param>
    /// <param name="committed">The erasures.</param>
    /// <param name="scope">How far it is looked for what was erased.</param>
    /// <param name="cancellationToken">Cancels the search of the database, and handing over.</param>
    public async Task FinishManyAsync(
        DbContext context, IReadOnlyList<CommittedErasure> committed, VerificationScope scope, CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        foreach (var one in await CertifyAsync(context, committed, scope, cancellationToken).ConfigureAwait(false))
        {
            await CloseAsync(one, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CertifiedErasure> CertifyAsync(CommittedErasure committed, ErasureOptions options, CancellationToken cancellationToken)
    {
        var context = committed.Person.Context;
        using var exempt = context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        var destroyed = await DestroyAsync(committed).ConfigureAwait(false);
        var residue = options.Compact
            ? await TryCompactAsync(context).ConfigureAwait(false)
            : PhysicalResidue.Possible;
        var searched = await DatabaseSearch.RunAsync(context, [committed.Run], options.Verification, cancellationToken).ConfigureAwait(false);
        return await CertifyAsync(destroyed, searched[0], residue).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CertifiedErasure>> CertifyAsync(
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
        var (entries, hasLooked) = await ObserveAsync(person, run).ConfigureAwait(false);
        var amended = await LedgerRecorder.FindEarlierAsync(run, runtime).ConfigureAwait(false);
        var notices = await ObserveNoticesAsync(person, run).ConfigureAwait(false);
        var certificate = CertificateDocument.Sign(plan, person, run, [.. entries, .. destroyed.Outside], verification, residue, amended, notices, runtime);
        await LedgerRecorder.TryCompleteAsync(run, certificate, runtime, LoggerOf(person)).ConfigureAwait(false);
        var isThrough = hasLooked && run.Keys.Count == run.DestroyedKeys.Count && destroyed.Outside.All(entry => entry.Outcome != FieldErasureOutcome.Failed);
        return new CertifiedErasure(person, certificate, isThrough);
    }

    /// <summary>
    /// Hands the certificate over, and then notes that the person is erased, last of all: who is stopped before it leaves them pending, and the next
    /// erasure certifies what is done.
    /// </summary>
    private async Task CloseAsync(CertifiedErasure certified, CancellationToken cancellationToken)
    {
        await handover.KeepAsync(certified.Certificate, cancellationToken).ConfigureAwait(false);
        if (!certified.IsThrough)
        {
            return;
        }

        using var exempt = certified.Person.Context.GetService<SubjectKeyring>().Exempt(new LedgerExemption(ReadsLost: false));
        await ErasureCompletion.TryNoteAsync(
            certified.Person, Guid.Parse(certified.Certificate.Id), runtime, LoggerOf(certified.Person)).ConfigureAwait(false);
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

    /// <summary>Looks after the commit; where looking itself fails, the certificate says that nothing was found to be as it should, and the person stays pending.</summary>
    private async Task<(IReadOnlyList<ErasureEntry> Entries, bool HasLooked)> ObserveAsync(Person person, ErasureRun run)
    {
        var verifier = new ErasureVerifier(person, runtime);
        try
        {
            var entries = await verifier.ObserveAsync(run, CancellationToken.None).ConfigureAwait(false);
            var choices = await ChoiceErasure.ObserveAsync(person, run.Choices, runtime, CancellationToken.None).ConfigureAwait(false);
            return ([.. entries, .. choices], true);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException or PersonalDataProtectionException)
        {
            return ([.. ErasureVerifier.NotObserved(run), .. ChoiceErasure.NotObserved(run.Choices)], false);
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

    private static ILogger LoggerOf(Person person) => person.Context.GetService<ILoggerFactory>().CreateLogger<PersonalDataErasure>();
}
