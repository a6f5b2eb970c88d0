using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Faults;

/// <summary>An interceptor of the application's that throws once, at the nth of everything that EF Core tells it.</summary>
internal sealed class FailingInterceptor : IDbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor, ISaveChangesInterceptor
{
    private int _left;

    /// <summary>Gets what it threw at; null where it has not.</summary>
    public string? FailedAt { get; private set; }

    /// <summary>Throws at the nth event from now on.</summary>
    public void FailAt(int @event) => (_left, FailedAt) = (@event, null);

    public void Stop() => _left = 0;

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        => Pass(nameof(ConnectionOpening), result);

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(ConnectionOpening), result);

    public void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Pass(nameof(ConnectionOpened));

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        => PassAsync(nameof(ConnectionOpened));

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        => Pass(nameof(ConnectionClosing), result);

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        => PassAsync(nameof(ConnectionClosing), result);

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Pass(nameof(ConnectionClosed));

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData) => PassAsync(nameof(ConnectionClosed));

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
        => Pass(nameof(TransactionStarting), result);

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(TransactionStarting), result);

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
        => Pass(nameof(TransactionStarted), result);

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(TransactionStarted), result);

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        => Pass(nameof(TransactionCommitting), result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(TransactionCommitting), result);

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Pass(nameof(TransactionCommitted));

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        => PassAsync(nameof(TransactionCommitted));

    public InterceptionResult CreatingSavepoint(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        => Pass(nameof(CreatingSavepoint), result);

    public ValueTask<InterceptionResult> CreatingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(CreatingSavepoint), result);

    public void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) => Pass(nameof(CreatedSavepoint));

    public Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
        => PassAsync(nameof(CreatedSavepoint));

    public InterceptionResult ReleasingSavepoint(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        => Pass(nameof(ReleasingSavepoint), result);

    public ValueTask<InterceptionResult> ReleasingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(ReleasingSavepoint), result);

    public InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result)
        => Pass(nameof(CommandCreating), result);

    public DbCommand CommandCreated(CommandEndEventData eventData, DbCommand result) => Pass(nameof(CommandCreated), result);

    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) => Pass(nameof(CommandInitialized), result);

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        => Pass(nameof(ReaderExecuting), result);

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(ReaderExecuting), result);

    public DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
        => Pass(nameof(ReaderExecuted), result);

    public ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(ReaderExecuted), result);

    public InterceptionResult DataReaderClosing(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        => Pass(nameof(DataReaderClosing), result);

    public ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        => PassAsync(nameof(DataReaderClosing), result);

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        => Pass(nameof(NonQueryExecuting), result);

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(NonQueryExecuting), result);

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        => Pass(nameof(SavingChanges), result);

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(SavingChanges), result);

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result) => Pass(nameof(SavedChanges), result);

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
        => PassAsync(nameof(SavedChanges), result);

    private T Pass<T>(string name, T result)
    {
        Pass(name);
        return result;
    }

    private void Pass(string name)
    {
        if (_left > 0 && --_left == 0)
        {
            FailedAt = name;
            throw new InjectedException(name);
        }
    }

    private async ValueTask<T> PassAsync<T>(string name, T result)
    {
        await PassAsync(name).ConfigureAwait(false);
        return result;
    }

    private async Task PassAsync(string name)
    {
        await Task.Yield();
        Pass(name);
    }
}
