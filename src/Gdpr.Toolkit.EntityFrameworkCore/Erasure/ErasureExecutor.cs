using Gdpr.Toolkit.Consent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Gdpr.Toolkit.Recipients;
using Gdpr.Toolkit.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Carries a plan out in one transaction: deletes, overwrites, re-seals what is retained, destroys the keys.</summary>
/// <param name="person">The person.</param>
/// <param name="outside">What lies outside the database.</param>
/// <param name="replayed">The entries of the ledger that are carried out again by it.</param>
/// <param name="alsoTell">The recipients that are told beside those of the purposes.</param>
/// <param name="scope">How far it will be looked afterwards for what is erased now.</param>
/// <param name="runtime">Where keys are opened.</param>
internal sealed class ErasureExecutor(
    Person person,
    SourceFindings outside,
    IReadOnlyCollection<LedgerErasure> replayed,
    IReadOnlyCollection<RecipientToTell> alsoTell,
    VerificationScope scope,
    GdprRuntime runtime)
{
    private readonly DbContext _context = person.Context;

    /// <returns>The plan as carried out, and the keys that were destroyed.</returns>
    /// <exception cref="StaleErasurePlanException">The rows are not those that the plan was made from.</exception>
    public async Task<ErasureRun> RunAsync(ErasurePlan plan, CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        try
        {
            return await _context.Database.CreateExecutionStrategy()
                .ExecuteAsync(plan, RunAloneAsync, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (TransactionConflict.IsTold(exception))
        {
            throw new StaleErasurePlanException(
                "The person's data was changed by somebody else while it was being erased. Nothing was erased. Call PlanAsync again.", exception);
        }
        finally
        {
            _context.GetService<SealingSession>().EndErasure();
            _context.ChangeTracker.Clear();
        }
    }

    private Task<ErasureRun> RunAloneAsync(ErasurePlan plan, CancellationToken cancellationToken)
        => SubjectLocks.AloneAsync(person, runtime, cancel => RunOnceAsync(plan, cancel), cancellationToken);

    private async Task<ErasureRun> RunOnceAsync(ErasurePlan plan, CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        var transaction = await _context.Database.BeginTransactionAsync(OwnTransaction.ReadingAndWriting(_context), cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await SecureDeletion.TurnOnAsync(_context, cancellationToken).ConfigureAwait(false);
            await HoldLock.ShareAsync(_context, cancellationToken).ConfigureAwait(false);
            var detailed = await DetailedPlan.MakeAsync(person, plan.AsOf, tracking: true, runtime, cancellationToken).ConfigureAwait(false);
            RequireNotHeld(detailed.Holds);
            await RequireSameAsync(plan, detailed, cancellationToken).ConfigureAwait(false);

            using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: true, cancellationToken).ConfigureAwait(false);
            var notices = await ErasureNotices.PrepareAsync(detailed, Recipients(detailed, plan.AsOf), person, runtime, cancellationToken).ConfigureAwait(false);
            var followsAttempt = !IsNoted(detailed) && await keys.AreEndingAsync(cancellationToken).ConfigureAwait(false);
            await DeletionCircles.BreakAsync(_context, detailed.OneByOne.Where(row => !row.Planned.IsKept).Select(row => row.Row), cancellationToken).ConfigureAwait(false);
            using var cascade = CascadeAtSave.Begin(_context.ChangeTracker);
            _context.GetService<SealingSession>().BeginErasure(keys.Reference, keys.NextErasureGroup);
            var searched = new ErasedValues(scope);
            var pages = await ApplyAsync(detailed, searched, cancellationToken).ConfigureAwait(false);
            await HoldErasure.ClearAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            var choices = await ChoiceErasure.EraseAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            var written = await notices.WriteAsync(person, keys, runtime, cancellationToken).ConfigureAwait(false);
            await keys.NoteDestructionAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> kids = [.. keys.Rows.Select(row => Convert.ToHexStringLower(row.Kid))];
            var intent = await LedgerRecorder.BeginAsync(person, keys, kids, replayed, runtime, cancellationToken).ConfigureAwait(false);
            // From here on it is carried through: an erasure that is done and not certified would be worse than a late one.
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return new ErasureRun(detailed, keys.Reference, kids, choices)
            {
                Notices = written,
                Intent = intent,
                Pages = pages,
                Searched = searched,
                FollowsAttempt = followsAttempt,
            };
        }
    }

    private IReadOnlyList<ConcernedRecipient> Recipients(DetailedPlan plan, DateOnly day)
        => ConcernedRecipient.With(ConcernedRecipients.OfErasure(plan, outside, person, day, runtime), alsoTell);

    /// <summary>Whether the person's row says that an erasure came through.</summary>
    private static bool IsNoted(DetailedPlan plan)
    {
        var person = plan.Rows.Select(row => row.Row).First(row => row.Mapped.IsSubject);
        return person[person.Mapped.EntityType.FindProperty(SoftErasureProperties.ErasedAt)!] is not null;
    }

    private static void RequireNotHeld(HoldBook holds)
    {
        if (holds.OnWholePerson is { } hold)
        {
            throw HoldErrors.Erasure(hold);
        }
    }

    private async Task RequireSameAsync(ErasurePlan plan, DetailedPlan detailed, CancellationToken cancellationToken)
    {
        if (detailed.EarlierCertificate?.ToString("D") is { } certificate && certificate != plan.Amends)
        {
            throw StaleErasurePlanException.Erased(certificate);
        }

        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        if (keys.Fingerprint(outside.AddTo(detailed.Hash())) != plan.Fingerprint)
        {
            throw new StaleErasurePlanException();
        }
    }

    /// <returns>What was done page by page.</returns>
    private async Task<PagedRows> ApplyAsync(DetailedPlan plan, ErasedValues searched, CancellationToken cancellationToken)
    {
        var erasure = new RowErasure(_context, runtime.Time);
        // First, because rows are found over those that they hang on.
        var pages = await new ErasurePages(person, plan, searched, erasure).RunAsync(cancellationToken).ConfigureAwait(false);
        var rows = await TrackedAsync(plan, cancellationToken).ConfigureAwait(false);
        foreach (var (row, planned) in rows)
        {
            searched.Add(row, planned);
        }

        foreach (var (row, planned) in rows)
        {
            erasure.Apply(row, planned);
        }

        await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return pages;
    }

    /// <summary>Gets the rows that were planned one by one. The pages of others have pushed them out of the change tracker.</summary>
    private async Task<IReadOnlyList<(PersonRow Row, PlannedRow Planned)>> TrackedAsync(DetailedPlan plan, CancellationToken cancellationToken)
    {
        var planned = plan.OneByOne.ToList();
        if (!plan.Groups.Any())
        {
            return planned;
        }

        var byIdentity = planned.ToDictionary(row => row.Row.Identity, row => row.Planned, StringComparer.Ordinal);
        var entities = person.Entities.Except(plan.Groups.Select(group => group.Row.Mapped)).ToList();
        var rows = await new PersonRowReader(_context, tracking: true).ReadAllAsync(entities, person.Key, cancellationToken).ConfigureAwait(false);
        return rows.ConvertAll(row => (row, byIdentity.GetValueOrDefault(row.Identity) ?? throw new StaleErasurePlanException()));
    }
}
