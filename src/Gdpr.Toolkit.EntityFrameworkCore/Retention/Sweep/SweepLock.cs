using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Retention;

/// <summary>Lets workers take turns, batch by batch, so that each finds what the others have left.</summary>
/// <remarks>
/// Advisory locks of PostgreSQL, taken before a batch's transaction begins. On SQLite, a lock on a file beside the database, which the operating
/// system ends with the process.
/// </remarks>
internal static class SweepLock
{
    // "GDPS", beside the locks of erasures.
    private const int LockClass = 0x47445053;

    private const string FileSuffix = ".gdpr-sweep";

    private static readonly ConcurrentDictionary<object, SemaphoreSlim> Local = new();

    public static async Task<T> AloneAsync<T>(DbContext context, string name, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (context.Database.ProviderName != DatabaseProviders.Npgsql)
        {
            return await AloneInProcessAsync(context, work, cancellationToken).ConfigureAwait(false);
        }

        var number = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        return await AdvisoryLocks.AloneAsync(context, LockClass, [number], work, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> AloneInProcessAsync<T>(DbContext context, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var turn = Local.GetOrAdd(KeyTables.DatabaseOf(context), _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var file = await LockFileAsync(context, cancellationToken).ConfigureAwait(false);
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <returns>Null for a database in memory, which no other process has.</returns>
    private static async Task<FileStream?> LockFileAsync(DbContext context, CancellationToken cancellationToken)
        => await DatabaseFile.PathOfAsync(context, cancellationToken).ConfigureAwait(false) is { } path
            ? await PrivateFile.LockAsync(path + FileSuffix, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false)
            : null;
}
