using System.Data.Common;
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
/// <param name="runtime">Where keys are opened.</param>
internal sealed class ErasureExecutor(
    Person person, SourceFindings outside, IReadOnlyCollection<LedgerErasure> replayed, IReadOnlyCollection<RecipientToTell> alsoTell, GdprRuntime runtime)
{
    private const string SerializationFailure = "40001";

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
        catch (Exception exception) when (IsSerializationFailure(exception))
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

    /// <summary>Whether somebody else changed what a transaction of this isolation has read, however deep the strategy has wrapped that.</summary>
    public static bool IsSerializationFailure(Exception exception)
        => exception is DbException { SqlState: SerializationFailure } || (exception.InnerException is { } inner && IsSerializationFailure(inner));

    private Task<ErasureRun> RunAloneAsync(ErasurePlan plan, CancellationToken cancellationToken)
        => SubjectLocks.AloneAsync(person, runtime, cancel => RunOnceAsync(plan, cancel), cancellationToken);

    private async Task<ErasureRun> RunOnceAsync(ErasurePlan plan, CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        var transaction = await _context.Database.BeginTransactionAsync(OwnTransaction.ReadingAndWriting(_context), cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await HoldLock.TakeAsync(_context, cancellationToken).ConfigureAwait(false);
            var rows = await person.ReadAsync(tracking: true, cancellationToken).ConfigureAwait(false);
            var decider = await RetentionDecider.LoadAsync(runtime, person, plan.AsOf, rows, cancellationToken).ConfigureAwait(false);
            RequireNotHeld(decider);
            var detailed = await DetailedPlan.MakeAsync(person, rows, decider, cancellationToken).ConfigureAwait(false);
            await RequireSameAsync(plan, detailed, cancellationToken).ConfigureAwait(false);

            using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: true, cancellationToken).ConfigureAwait(false);
            var notices = ErasureNotices.Prepare(detailed, Recipients(detailed, plan.AsOf), runtime);
            using var cascade = CascadeAtSave.Begin(_context.ChangeTracker);
            Apply(detailed);
            _context.GetService<SealingSession>().BeginErasure(keys.Reference, keys.NextErasureGroup);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await HoldErasure.ClearAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            var choices = await ChoiceErasure.EraseAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            var written = await notices.WriteAsync(person, keys, runtime, cancellationToken).ConfigureAwait(false);
            await keys.NoteDestructionAsync(cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> kids = [.. keys.Rows.Select(row => Convert.ToHexStringLower(row.Kid))];
            var intent = await LedgerRecorder.BeginAsync(person, keys, kids, replayed, runtime, cancellationToken).ConfigureAwait(false);
            // From here on it is carried through: an erasure that is done and not certified would be worse than a late one.
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return new ErasureRun(detailed, keys.Reference, kids, choices) { Notices = written, Intent = intent };
        }
    }

    private IReadOnlyList<ConcernedRecipient> Recipients(DetailedPlan plan, DateOnly day)
        => ConcernedRecipient.With(ConcernedRecipients.OfErasure(plan, outside, person, day, runtime), alsoTell);

    private static void RequireNotHeld(RetentionDecider decider)
    {
        if (decider.Holds.OnWholePerson is { } hold)
        {
            throw HoldErrors.Erasure(hold);
        }
    }

    private async Task RequireSameAsync(ErasurePlan plan, DetailedPlan detailed, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        if (keys.Fingerprint(outside.AddTo(detailed.Hash())) != plan.Fingerprint)
        {
            throw new StaleErasurePlanException();
        }
    }

    private void Apply(DetailedPlan plan)
    {
        var now = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var row in plan.Rows)
        {
            var entry = _context.Entry(row.Row.Entity);
            if (!row.IsKept)
            {
                entry.State = EntityState.Deleted;
                continue;
            }

            foreach (var property in row.Row.Mapped.Personal)
            {
                Apply(row, property);
            }

            if (row.Row.Mapped.IsSubject)
            {
                var requestedAt = entry.Property(SoftErasureProperties.RequestedAt);
                requestedAt.CurrentValue ??= now;
                // Keys and what lies outside the database go after the commit. Should the process end before, the person is still listed as pending.
                entry.Property(SoftErasureProperties.ErasedAt).CurrentValue = null;
            }
        }
    }

    private void Apply(PlannedRow row, MappedProperty property)
    {
        foreach (var part in EntryPart.Of(_context, row.Row, property).ToList())
        {
            var value = part.Property(property.Property);
            if (property.IsPersonalIn(part.Owner) && !row.Retained.ContainsKey(property))
            {
                value.CurrentValue = ReplacementValue.For(property.Property, property.Mark!);
            }

            // Even an encrypted value that stays the same is written again, under the key that outlives the erasure.
            value.IsModified |= property.IsEncrypted;
        }
    }
}
