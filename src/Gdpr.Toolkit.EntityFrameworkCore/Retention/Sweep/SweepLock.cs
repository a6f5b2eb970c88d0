using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>Lets workers take turns, batch by batch, so that each finds what the others have left.</summary>
/// <remarks>
/// Advisory locks of PostgreSQL, taken before a batch's transaction begins. On SQLite, workers of one process; those of several are kept apart by
/// SQLite's one writer, for rows from the beginning of a batch to its end.
/// </remarks>
internal static class SweepLock
{
    // "GDPS", beside the locks of erasures.
    private const int LockClass = 0x47445053;

    private static readonly ConcurrentDictionary<(object Database, string Name), SemaphoreSlim> Local = new();

    public static async Task<T> AloneAsync<T>(DbContext context, string name, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName != DatabaseProviders.Npgsql)
        {
            return await AloneInProcessAsync(Local.GetOrAdd((KeyTables.DatabaseOf(context), name), _ => new SemaphoreSlim(1)), work, cancellationToken).ConfigureAwait(false);
        }

        var number = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RawCommand.ExecuteAsync(context, $"SELECT pg_advisory_lock({LockClass}, {number})", async: true, cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await TryReleaseAsync(context, number).ConfigureAwait(false);
            }
        }
        finally
        {
            await context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    private static async Task<T> AloneInProcessAsync<T>(SemaphoreSlim turn, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task TryReleaseAsync(DbContext context, int number)
    {
        try
        {
            await RawCommand.ExecuteAsync(context, $"SELECT pg_advisory_unlock({LockClass}, {number})", async: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The connection is gone, and with it the lock.
        }
    }
}
