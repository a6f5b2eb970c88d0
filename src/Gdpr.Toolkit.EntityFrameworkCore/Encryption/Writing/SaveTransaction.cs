using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The connection and transaction that keys and data of one save share: a transaction of its own, or a savepoint in the application's.</summary>
internal sealed class SaveTransaction(DbContext context, bool async)
{
    private const string Savepoint = "GdprToolkitKeys";

    private IDbContextTransaction? _own;
    private bool _hasSavepoint;

    /// <summary>Gets whether what was saved becomes lasting only when the application commits.</summary>
    public bool IsTheApplications => _own is null && KeyTables.TransactionOf(context) is not null;

    /// <summary>Keeps the connection open, so that keys and data share it from the first look-up on.</summary>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        if (async)
        {
            return context.Database.OpenConnectionAsync(cancellationToken);
        }

        context.Database.OpenConnection();
        return Task.CompletedTask;
    }

    public async ValueTask BeginSavepointAsync(CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is not { SupportsSavepoints: true } transaction)
        {
            return;
        }

        if (async)
        {
            await transaction.CreateSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            transaction.CreateSavepoint(Savepoint);
        }

        _hasSavepoint = true;
    }

    /// <summary>Begins a transaction for keys and data, unless there is one.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        if (KeyTables.TransactionOf(context) is not null)
        {
            return;
        }

        try
        {
            using var apart = AmbientTransaction.SuppressIgnored();
            _own = async
                ? await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
                : context.Database.BeginTransaction();
        }
        catch
        {
            // EF has opened the connection once more, and begun a transaction perhaps that only closing it ends.
            await CloseConnectionAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Commits the save's own transaction, or keeps what was done in the application's.</summary>
    public async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        if (_hasSavepoint)
        {
            await ReleaseSavepointAsync(cancellationToken).ConfigureAwait(false);
        }

        if (async && _own is not null)
        {
            await _own.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _own?.Commit();
        }
    }

    /// <summary>Takes back what the save did in the application's transaction. Its own is rolled back by <see cref="CloseAsync"/>.</summary>
    public async ValueTask RollBackAsync()
    {
        if (!_hasSavepoint || context.Database.CurrentTransaction is not { } transaction)
        {
            return;
        }

        try
        {
            if (async)
            {
                await transaction.RollbackToSavepointAsync(Savepoint).ConfigureAwait(false);
            }
            else
            {
                transaction.RollbackToSavepoint(Savepoint);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The connection or the transaction is gone, and with it all that was written. Why the save failed is what counts.
        }
    }

    public async ValueTask CloseAsync()
    {
        try
        {
            if (async && _own is not null)
            {
                await _own.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                _own?.Dispose();
            }
        }
        finally
        {
            await CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private Task CloseConnectionAsync()
    {
        if (async)
        {
            return context.Database.CloseConnectionAsync();
        }

        context.Database.CloseConnection();
        return Task.CompletedTask;
    }

    private async ValueTask ReleaseSavepointAsync(CancellationToken cancellationToken)
    {
        if (async)
        {
            await context.Database.CurrentTransaction!.ReleaseSavepointAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            context.Database.CurrentTransaction!.ReleaseSavepoint(Savepoint);
        }
    }
}
