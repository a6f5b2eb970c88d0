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
internal sealed class PersonalDataErasure(
    SubjectContexts contexts, PersonalDataSources sources, ErasureConclusion conclusion, GdprRuntime runtime) : IPersonalDataErasure
{
    public async Task<ErasurePlan> PlanAsync(
        DataSubject subject, ErasureGround? ground = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        using var right = PurposeScope.BeginRight();
        var person = Person.Find(contexts, subject);
        IdentifyingValues.Require(contexts.All(), runtime);
        var today = runtime.Today;
        var (detailed, keys) = await ReadAsync(person, today, cancellationToken).ConfigureAwait(false);
        using var read = keys;
        if (detailed.Holds.OnWholePerson is not null)
        {
            return new ErasurePlan(
                subject, keys.Reference, today, ground, PlanSummary.Decisions(detailed, person, keys: 0), keys.Fingerprint(detailed.Hash()))
            {
                Amends = detailed.EarlierCertificate?.ToString("D"),
            };
        }

        var outside = await SourceFindings.SearchAsync(person, sources.For(person), cancellationToken).ConfigureAwait(false);
        return new ErasurePlan(
            subject,
            keys.Reference,
            today,
            ground,
            [.. PlanSummary.Decisions(detailed, person, keys.Living.Count), .. ChoiceErasure.Plan(detailed.Choices), .. SourceDecisions.Of(outside, today)],
            keys.Fingerprint(outside.AddTo(detailed.Hash())))
        {
            Amends = detailed.EarlierCertificate?.ToString("D"),
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
    /// <param name="plans">Their plans. Each is asked for when the ones before it are committed, which may have given the database its first keys.</param>
    /// <param name="scope">How far it is looked afterwards for what was erased.</param>
    /// <param name="cancellationToken">Cancels before further people are begun with, and the search of the database.</param>
    /// <returns>How many were erased.</returns>
    internal async Task<int> EraseManyAsync(
        DbContext context,
        IAsyncEnumerable<ErasurePlan> plans,
        VerificationScope scope,
        CancellationToken cancellationToken)
    {
        using var right = PurposeScope.BeginRight();
        var logger = context.GetService<ILoggerFactory>().CreateLogger<PersonalDataErasure>();
        var committed = new List<CommittedErasure>();
        await foreach (var plan in plans.ConfigureAwait(false))
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
            catch (Exception exception) when (StuckPerson.IsTold(exception))
            {
                SweepLog.NotPossible(logger, exception);
            }
        }

        await conclusion.FinishManyAsync(context, committed, scope, cancellationToken).ConfigureAwait(false);
        return committed.Count;
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

    private async Task<(DetailedPlan Plan, PersonKeys Keys)> ReadAsync(Person person, DateOnly today, CancellationToken cancellationToken)
    {
        var connection = await OpenConnection.HoldAsync(person.Context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var plan = await DetailedPlan.MakeAsync(person, today, tracking: false, runtime, cancellationToken).ConfigureAwait(false);
            return (plan, await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false));
        }
    }

    private Task<ErasureCertificate> RunAsync(ErasurePlan plan, ErasureOptions options, CancellationToken cancellationToken)
    {
        var person = Person.Find(contexts, plan.Subject);
        OwnTransaction.RequireQuiet(person.Context);
        return ErasureTurns.AloneAsync(person.Context, [person], cancel => RunAloneAsync(plan, options, cancel), cancellationToken);
    }

    private async Task<ErasureCertificate> RunAloneAsync(ErasurePlan plan, ErasureOptions options, CancellationToken cancellationToken)
    {
        var committed = await CommitAsync(
            plan, replayed: [], [.. options.Recipients], options.Verification, cancellationToken).ConfigureAwait(false);
        return await conclusion.FinishAsync(committed, options, cancellationToken).ConfigureAwait(false);
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
}
