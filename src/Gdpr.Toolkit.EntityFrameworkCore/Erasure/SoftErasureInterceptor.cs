using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Turns the removal of a person into a request for their erasure: the row stays, hidden, and so do the rows that depend on it.</summary>
internal sealed class SoftErasureInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        PersonRemoval.Prepare(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        PersonRemoval.Prepare(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        eventData.Context!.GetService<RemovedPeople>().LetGo();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        eventData.Context!.GetService<RemovedPeople>().LetGo();
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData)
        => ExplainAsync(eventData, async: false, default).AsTask().GetAwaiter().GetResult();

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
        => ExplainAsync(eventData, async: true, cancellationToken).AsTask();

    /// <exception cref="DbUpdateException">The save failed because the key of somebody who was added is that of a removed person.</exception>
    private static async ValueTask ExplainAsync(DbContextErrorEventData eventData, bool async, CancellationToken cancellationToken)
    {
        if (eventData.Exception is DbUpdateException exception and not DbUpdateConcurrencyException
            && await TryFindTakenKeyAsync(exception, eventData.Context!, async, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            throw RemovalErrors.KeyIsTaken(exception, taken);
        }
    }

    // The connection that a save has failed on may be of no use any more; then the database's own error stands.
    private static async ValueTask<EntityEntry?> TryFindTakenKeyAsync(
        DbUpdateException exception, DbContext context, bool async, CancellationToken cancellationToken)
    {
        try
        {
            return await TakenKeys.FindAsync(exception, context, async, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lookup) when (lookup is DbException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }
}
