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

    private static readonly AsyncLocal<Turn?> Current = new();
    private static readonly ConcurrentDictionary<(object Database, int Bucket), SemaphoreSlim> Local = new();
    private static readonly ConcurrentDictionary<string, SharedFileLock> Files = new(StringComparer.Ordinal);

    /// <summary>Does something while nobody else erases some people, and after those who were about to.</summary>
    public static async Task<T> AloneAsync<T>(
        DbContext context, IEnumerable<Person> people, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        RequireOutside(context);
        // In one order for everybody.
        var buckets = people.Select(Bucket).Distinct().Order().ToList();
        var entered = new Stack<SemaphoreSlim>();
        using var reminder = new WaitingReminder(context);
        var turn = Current.Value = new Turn(KeyTables.DatabaseOf(context), Current.Value);
        try
        {
            foreach (var bucket in buckets)
            {
                var gate = Local.GetOrAdd((turn.Database, bucket), static _ => new SemaphoreSlim(1));
                await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
                entered.Push(gate);
            }

            return await AloneAmongProcessesAsync(context, buckets, BeginAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.IsOver = true;
            while (entered.TryPop(out var gate))
            {
                gate.Release();
            }
        }

        Task<T> BeginAsync(CancellationToken cancel)
        {
            reminder.Dispose();
            return work(cancel);
        }
    }

    /// <exception cref="InvalidOperationException">An erasure in the same database has called what now wants to begin another: they would wait for each other.</exception>
    public static void RequireOutside(DbContext context)
    {
        for (var turn = Current.Value; turn is not null; turn = turn.Outer)
        {
            if (!turn.IsOver && turn.Database.Equals(KeyTables.DatabaseOf(context)))
            {
                throw new InvalidOperationException(
                    $"An erasure, a sweep or a replay of '{context.GetType().Name}' cannot begin inside another one, from a source or from what KeepErasureCertificates "
                    + "names: they would wait for each other. Note what is to be erased, and begin when that one has returned.");
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

    /// <summary>An erasure in progress, as all see it that it calls. What these leave running sees when it is over.</summary>
    private sealed class Turn(object database, Turn? outer)
    {
        public object Database => database;

        public Turn? Outer => outer;

        public bool IsOver { get; set; }
    }
}
