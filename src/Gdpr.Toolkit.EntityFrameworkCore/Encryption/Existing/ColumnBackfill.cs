using System.Data;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Moves the values of one column, batch by batch. What is left is the position: a batch that was committed is not found again.</summary>
internal abstract class ColumnBackfill(DbContext context)
{
    private const int BatchSize = 500;

    // So many in a row are not somebody who was faster, but a concurrency token that never matches.
    private const int MostConflicts = 100;

    protected DbContext Context { get; } = context;

    /// <summary>Gets how many values could not be moved. In the order of their keys they come first: all others before them are gone.</summary>
    protected int Refused { get; private set; }

    public async Task<PlaintextMigrationProgress> RunAsync(
        PlaintextMigrationProgress before, IProgress<PlaintextMigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var reached = before;
        var size = BatchSize;
        var conflicts = 0;
        while (true)
        {
            try
            {
                var moved = await Context.Database.CreateExecutionStrategy()
                    .ExecuteAsync(size, MoveAsync, cancellationToken)
                    .ConfigureAwait(false);
                if (moved == 0)
                {
                    return reached;
                }

                reached = reached with { Moved = reached.Moved + moved };
                conflicts = 0;
            }
            catch (Exception exception) when (conflicts < MostConflicts && IsConflict(exception))
            {
                // Somebody else was faster: their value is read with the next batch.
                conflicts++;
                continue;
            }
            catch (PersonalDataProtectionException) when (size > 1)
            {
                size = 1;
                continue;
            }
            catch (SubjectKeyDestroyedException)
            {
                Refused++;
                size = BatchSize;
                reached = reached with { Refused = reached.Refused + 1 };
            }
            finally
            {
                Context.ChangeTracker.Clear();
            }

            progress?.Report(reached);
        }
    }

    public abstract Task<bool> IsLeftAsync(CancellationToken cancellationToken);

    protected abstract Task<int> MoveRowsAsync(int size, CancellationToken cancellationToken);

    private async Task<int> MoveAsync(int size, CancellationToken cancellationToken)
    {
        Context.ChangeTracker.Clear();
        var transaction = await Context.Database.BeginTransactionAsync(Isolation, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var moved = await MoveRowsAsync(size, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return moved;
        }
    }

    // A row that was changed after it was read fails the batch on PostgreSQL; SQLite has one writer, and a transaction is one from its beginning.
    private IsolationLevel Isolation => Context.Database.ProviderName == DatabaseProviders.Npgsql
        ? IsolationLevel.RepeatableRead
        : IsolationLevel.Serializable;

    private static bool IsConflict(Exception? exception)
        => TransactionConflict.IsTold(exception) || exception is DbUpdateConcurrencyException || (exception is not null && IsConflict(exception.InnerException));
}
