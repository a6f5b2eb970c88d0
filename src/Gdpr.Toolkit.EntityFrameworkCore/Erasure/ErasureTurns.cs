using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Lets an erasure of a person come to its certificate before another one of the same person begins, in whichever process.</summary>
/// <remarks>
/// From its commit until it is noted, an erasure looks like one that was interrupted, which anybody may finish. Advisory locks of PostgreSQL,
/// each for one in 256 people. On SQLite a lock on a file beside the database, which all erasures of a process share. Both end with the process.
/// </remarks>
internal static class ErasureTurns
{
    private const int Buckets = 256;

    // "GDPE", beside the locks of those who write.
    private const int LockClass = 0x47445045;

    private const string FileSuffix = ".gdpr-erasure";

    private static readonly ConcurrentDictionary<(object Database, int Bucket), SemaphoreSlim> Local = new();
    private static readonly ConcurrentDictionary<string, SharedFileLock> Files = new(StringComparer.Ordinal);

    /// <summary>Does something while nobody else erases some people, and after those who were about to.</summary>
    public static async Task<T> AloneAsync<T>(
        DbContext context, IEnumerable<Person> people, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        // In one order for everybody.
        var buckets = people.Select(Bucket).Distinct().Order().ToList();
        var turns = new Stack<SemaphoreSlim>();
        try
        {
            foreach (var bucket in buckets)
            {
                var turn = Local.GetOrAdd((KeyTables.DatabaseOf(context), bucket), static _ => new SemaphoreSlim(1));
                await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
                turns.Push(turn);
            }

            return await AloneAmongProcessesAsync(context, buckets, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            while (turns.TryPop(out var turn))
            {
                turn.Release();
            }
        }
    }

    private static async Task<T> AloneAmongProcessesAsync<T>(
        DbContext context, List<int> buckets, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (buckets.Count > 0 && context.Database.ProviderName == DatabaseProviders.Npgsql)
        {
            return await AdvisoryLocks.AloneAsync(context, LockClass, buckets, work, cancellationToken).ConfigureAwait(false);
        }

        if (buckets.Count == 0 || await DatabaseFile.PathOfAsync(context, cancellationToken).ConfigureAwait(false) is not { } path)
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }

        var file = Files.GetOrAdd(path + FileSuffix, static path => new SharedFileLock(path));
        await file.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await file.LeaveAsync().ConfigureAwait(false);
        }
    }

    private static int Bucket(Person person)
        => SHA256.HashData([.. Encoding.UTF8.GetBytes(person.Mark.EffectiveKind), 0, .. CanonicalId.Encode(person.Key)])[0] % Buckets;
}
