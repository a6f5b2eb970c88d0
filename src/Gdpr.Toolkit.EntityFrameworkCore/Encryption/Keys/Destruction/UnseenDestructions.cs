using System.Data;
using System.Transactions;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using IsolationLevel = System.Data.IsolationLevel;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The destroyed keys whose rows do not say so to this transaction, but which nothing may be sealed under.</summary>
/// <remarks>
/// There are two: keys in a database of their own, from the erasure's commit until it has reached that database; and on PostgreSQL keys
/// beside the data, for a transaction that sees the database as it was before the erasure.
/// </remarks>
internal static class UnseenDestructions
{
    public static async ValueTask<IReadOnlyCollection<KeyId>> FindAsync(
        DbContext context, IKeyStore store, IEnumerable<byte[]> subjectReferences, bool async, CancellationToken cancellationToken)
    {
        if (!store.IsInApplicationDatabase)
        {
            return await NotedDestructions.ListAsync(context, SeesThePast(context), async, cancellationToken).ConfigureAwait(false);
        }

        if (!SeesThePast(context))
        {
            return [];
        }

        using var apart = AmbientTransaction.Suppress();
        using var session = store.OpenForLookUp(context);
        var rows = await session.FindAsync([.. subjectReferences], async, cancellationToken).ConfigureAwait(false);
        return [.. rows.Where(row => row.State.IsEnding()).Select(row => KeyId.From(row.Kid))];
    }

    // SQLite has no writer whose transaction began before another's commit.
    private static bool SeesThePast(DbContext context)
        => context.Database.ProviderName == DatabaseProviders.Npgsql
            && (context.Database.CurrentTransaction?.GetDbTransaction().IsolationLevel
                is IsolationLevel.RepeatableRead or IsolationLevel.Snapshot or IsolationLevel.Serializable
                || (context.Database.GetEnlistedTransaction() ?? Transaction.Current)?.IsolationLevel
                is System.Transactions.IsolationLevel.RepeatableRead
                or System.Transactions.IsolationLevel.Snapshot
                or System.Transactions.IsolationLevel.Serializable);
}
