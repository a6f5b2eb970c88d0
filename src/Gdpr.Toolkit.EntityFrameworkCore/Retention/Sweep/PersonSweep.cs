using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Holds;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Retention;

/// <summary>Sweeps one person: asks the solver for every value they have, and takes those that nothing keeps any more.</summary>
internal sealed class PersonSweep(Person person, GdprRuntime runtime, SweepRun run)
{
    private const int Attempts = 4;

    private readonly DbContext _context = person.Context;

    /// <summary>Looks at the person without changing anything.</summary>
    public async Task<PersonDues> LookAsync(CancellationToken cancellationToken)
        => await LookAsync(tracking: false, cancellationToken).ConfigureAwait(false);

    /// <summary>Empties the values that are due and deletes the rows that go with theirs, in one transaction; the person stays.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _context.Database.CreateExecutionStrategy()
                    .ExecuteAsync(cancellationToken, (_, cancel) => TakeOnceAsync(cancel), cancellationToken)
                    .ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (attempt < Attempts && TransactionConflict.IsTold(exception))
            {
                // Somebody changed one of the rows meanwhile: all of it was rolled back, and is decided again.
            }
            finally
            {
                _context.GetService<SealingSession>().EndEmptying();
                _context.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> TakeOnceAsync(CancellationToken cancellationToken)
    {
        _context.ChangeTracker.Clear();
        var transaction = await _context.Database.BeginTransactionAsync(OwnTransaction.ReadingAndWriting(_context), cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await SecureDeletion.TurnOnAsync(_context, cancellationToken).ConfigureAwait(false);
            await HoldLock.ShareAsync(_context, cancellationToken).ConfigureAwait(false);
            var dues = await LookAsync(tracking: true, cancellationToken).ConfigureAwait(false);
            using var cascade = CascadeAtSave.Begin(_context.ChangeTracker);
            Apply(dues);
            await _context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            run.Count(dues.Due, dues.Deleted);
            return true;
        }
    }

    private void Apply(PersonDues dues)
    {
        foreach (var row in dues.Deleted)
        {
            _context.Entry(row.Entity).State = EntityState.Deleted;
        }

        var sealing = _context.GetService<SealingSession>();
        foreach (var value in dues.Due.Where(value => !dues.Deleted.Contains(value.Row)))
        {
            RowValues.Empty(_context, value.Row, value.Property);
            sealing.NoteEmptied(value.Row.Entity, value.Property.Property.Name);
        }
    }

    private async Task<PersonDues> LookAsync(bool tracking, CancellationToken cancellationToken)
    {
        var rows = await person.ReadAsync(tracking, cancellationToken).ConfigureAwait(false);
        var retention = await PersonRetention.LoadAsync(runtime, person, run.Today, rows, cancellationToken).ConfigureAwait(false);
        return await PersonDues.FindAsync(_context, rows, retention, run.Today, runtime, cancellationToken).ConfigureAwait(false);
    }
}
