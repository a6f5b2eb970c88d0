using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The right to replay a ledger in PostgreSQL, until it is disposed or the connection ends.</summary>
internal sealed class ReplayTurn : IAsyncDisposable
{
    // "GDPR", and a number that no lock of people has.
    private const int LockClass = 0x47445052;
    private const int Number = 65;

    private readonly DbContext _lines;

    private ReplayTurn(DbContext lines) => _lines = lines;

    /// <summary>Waits for it.</summary>
    /// <param name="lines">The ledger's database with an open connection, which is disposed with the turn.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public static async Task<ReplayTurn> TakeAsync(DbContext lines, CancellationToken cancellationToken)
    {
        var turn = new ReplayTurn(lines);
        try
        {
            await RawCommand.WaitAsync(lines, AdvisoryLocks.Call("pg_advisory_lock", LockClass, [Number]), cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            // It may have been given while the waiting was cancelled.
            await turn.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives it up at once: a connection that goes back to its pool keeps its locks until somebody uses it again.</summary>
    public async ValueTask DisposeAsync()
    {
        await AdvisoryLocks.ReleaseAsync(_lines, LockClass, [Number]).ConfigureAwait(false);
        await _lines.DisposeAsync().ConfigureAwait(false);
    }
}
