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

    private const string LockNotAvailable = "55P03";
    private const string QueryCanceled = "57014";

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
            try
            {
                await RawCommand.ExecuteAsync(context, AdvisoryLocks.Call("pg_advisory_xact_lock_shared", LockClass, buckets), async, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (IsTimeout(exception))
            {
                throw KeyStoreErrors.ErasureInTheWay(context.GetType(), exception);
            }
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
        var connection = await OpenConnection.HoldAsync(person.Context, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var reference = await ReferenceAsync(person, runtime, cancellationToken).ConfigureAwait(false);
            try
            {
                await TakeAsync(person, reference, cancellationToken).ConfigureAwait(false);
                return await work(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await ReleaseAsync(person.Context, reference).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives a person's reference; empty in a database where nobody has a key, and so nobody has written any such value.</summary>
    private static async Task<byte[]> ReferenceAsync(Person person, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var keys = await PersonKeys.LoadAsync(person, runtime, createRealm: false, cancellationToken).ConfigureAwait(false);
        return Convert.FromHexString(keys.Reference);
    }

    private static async Task TakeAsync(Person person, byte[] subjectReference, CancellationToken cancellationToken)
    {
        if (!IsNeeded(person.Context) || subjectReference.Length == 0)
        {
            return;
        }

        try
        {
            await RawCommand.ExecuteAsync(
                person.Context, AdvisoryLocks.Call("pg_advisory_lock", LockClass, [Bucket(subjectReference)]), async: true, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (IsTimeout(exception))
        {
            throw KeyStoreErrors.WriterInTheWay(person.SubjectType, exception);
        }
    }

    private static async Task ReleaseAsync(DbContext context, byte[] subjectReference)
    {
        if (!IsNeeded(context) || subjectReference.Length == 0)
        {
            return;
        }

        await AdvisoryLocks.ReleaseAsync(context, LockClass, [Bucket(subjectReference)]).ConfigureAwait(false);
    }

    /// <summary>Whether the wait was ended by the time limit of commands, or by one of the server's.</summary>
    private static bool IsTimeout(DbException exception)
        => exception.InnerException is TimeoutException || exception.SqlState is LockNotAvailable or QueryCanceled;

    private static bool IsNeeded(DbContext context) => context.Database.ProviderName == DatabaseProviders.Npgsql;

    private static int Bucket(byte[] subjectReference) => subjectReference[0] % Buckets;
}
