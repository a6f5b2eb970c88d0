using System.Data.Common;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Keeps an erasure and those who write encrypted values of the same person apart, for as long as their transactions last.</summary>
/// <remarks>
/// Otherwise what was sealed before an erasure and committed after it would stay in the database, tags and all. Advisory locks of
/// PostgreSQL, each for one in 64 people; SQLite has one writer at a time, from the beginning of a transaction on.
/// </remarks>
internal static class SubjectLocks
{
    private const int Buckets = 64;

    // "GDPR", so that locks of the application's are others.
    private const int LockClass = 0x47445052;

    /// <summary>Lets no erasure of these people begin until the context's transaction has ended, and waits for one that has.</summary>
    public static async ValueTask ShareAsync(
        DbContext context, IEnumerable<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        if (!IsNeeded(context))
        {
            return;
        }

        // In one order for everybody.
        var buckets = subjectReferences.Select(Bucket).Distinct().Order().ToList();
        if (buckets.Count > 0)
        {
            var calls = buckets.Select(bucket => $"pg_advisory_xact_lock_shared({LockClass}, {bucket})");
            await RawCommand.ExecuteAsync(context, $"SELECT {string.Join(", ", calls)}", async, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does something while nobody writes encrypted values for a person, and after those who were about to.</summary>
    /// <param name="person">The person.</param>
    /// <param name="runtime">Where keys are opened.</param>
    /// <param name="work">Begins its transaction by itself, so that it sees everything that was written.</param>
    /// <param name="cancellationToken">Ends the waiting, and the work.</param>
    public static async Task<T> AloneAsync<T>(
        Person person, GdprRuntime runtime, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await person.Context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var reference = await ReferenceAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            await TakeAsync(person.Context, reference, cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await ReleaseAsync(person.Context, reference).ConfigureAwait(false);
            }
        }
        finally
        {
            await person.Context.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Gives a person's reference; empty in a database where nobody has a key, and so nobody has written any such value.</summary>
    private static async Task<byte[]> ReferenceAsync(Person person, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        return Convert.FromHexString(keys.Reference);
    }

    private static Task TakeAsync(DbContext context, byte[] subjectReference, CancellationToken cancellationToken)
        => IsNeeded(context) && subjectReference.Length > 0
            ? RawCommand.ExecuteAsync(context, $"SELECT pg_advisory_lock({LockClass}, {Bucket(subjectReference)})", async: true, cancellationToken).AsTask()
            : Task.CompletedTask;

    private static async Task ReleaseAsync(DbContext context, byte[] subjectReference)
    {
        if (!IsNeeded(context) || subjectReference.Length == 0)
        {
            return;
        }

        try
        {
            await RawCommand.ExecuteAsync(
                context, $"SELECT pg_advisory_unlock({LockClass}, {Bucket(subjectReference)})", async: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The connection is gone, and with it the lock.
        }
    }

    private static bool IsNeeded(DbContext context) => context.Database.ProviderName == DatabaseProviders.Npgsql;

    private static int Bucket(byte[] subjectReference) => subjectReference[0] % Buckets;
}
