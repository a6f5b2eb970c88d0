using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Infrastructure.Internal;

/// <summary>Advisory locks of a session of PostgreSQL, which end with its connection.</summary>
internal static class AdvisoryLocks
{
    /// <summary>Does something while no other session has the locks, and after those that had them, however long they take.</summary>
    /// <param name="context">The context, whose connection stays open meanwhile.</param>
    /// <param name="lockClass">What the locks are for.</param>
    /// <param name="numbers">The locks, in an order that everybody keeps.</param>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Ends the waiting, and the work.</param>
    public static async Task<T> AloneAsync<T>(
        DbContext context, int lockClass, IReadOnlyList<int> numbers, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await OpenConnection.HoldAsync(context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await RawCommand.WaitAsync(context, Call("pg_advisory_lock", lockClass, numbers), cancellationToken).ConfigureAwait(false);
                return await work(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await ReleaseAsync(context, lockClass, numbers).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives locks up, if the connection still has them.</summary>
    public static async Task ReleaseAsync(DbContext context, int lockClass, IReadOnlyList<int> numbers)
    {
        try
        {
            await RawCommand.ExecuteAsync(context, Call("pg_advisory_unlock", lockClass, numbers), async: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The connection is gone, and with it the locks.
        }
    }

    /// <summary>Writes the statement that calls a function for each lock.</summary>
    public static string Call(string function, int lockClass, IEnumerable<int> numbers)
        => "SELECT " + string.Join(", ", numbers.Select(number => $"{function}({lockClass}, {number})"));
}
