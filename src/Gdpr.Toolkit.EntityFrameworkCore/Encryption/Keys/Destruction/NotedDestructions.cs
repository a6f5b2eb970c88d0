using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <summary>The keys that erasures of an application's database have committed to destroy. Lies beside the data, wherever the keys lie.</summary>
/// <remarks>Where keys lie beside the data as well, these rows are at the same time what tells every process.</remarks>
internal static class NotedDestructions
{
    /// <summary>Notes keys in the context's transaction. One that is noted already stays so.</summary>
    public static async Task AddAsync(
        DbContext context, IReadOnlyCollection<KeyId> kids, GdprRuntime runtime, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        var noted = await ListAsync(tables, async: true, cancellationToken).ConfigureAwait(false);
        tables.AddRange(kids.Except(noted).Select(kid => Row(kid, runtime)));
        await tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public static Task<IReadOnlyList<KeyId>> ListAsync(DbContext context, CancellationToken cancellationToken)
        => ListAsync(context, onAnotherConnection: false, async: true, cancellationToken).AsTask();

    /// <param name="context">The context of the database.</param>
    /// <param name="onAnotherConnection">Whether to look past the context's own transaction.</param>
    /// <param name="async">Whether to wait asynchronously; if not, the returned task is completed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async ValueTask<IReadOnlyList<KeyId>> ListAsync(
        DbContext context, bool onAnotherConnection, bool async, CancellationToken cancellationToken)
    {
        using var apart = onAnotherConnection ? AmbientTransaction.Suppress() : null;
        using var tables = onAnotherConnection ? KeyTables.OpenForLookUp(context) : KeyTables.OpenOnConnectionOf(context);
        return await ListAsync(tables, async, cancellationToken).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(DbContext context, IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        var bytes = kids.Select(kid => kid.ToByteArray()).ToList();
        await tables.Revocations.Where(row => bytes.Contains(row.Kid)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public static RevocationRow Row(KeyId kid, GdprRuntime runtime)
        => new() { Kid = kid.ToByteArray(), RequestedAt = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds() };

    private static async ValueTask<IReadOnlyList<KeyId>> ListAsync(KeyTablesContext tables, bool async, CancellationToken cancellationToken)
    {
        var rows = tables.Revocations.AsNoTracking();
        return [.. (async ? await rows.ToListAsync(cancellationToken).ConfigureAwait(false) : [.. rows]).Select(row => KeyId.From(row.Kid))];
    }
}
