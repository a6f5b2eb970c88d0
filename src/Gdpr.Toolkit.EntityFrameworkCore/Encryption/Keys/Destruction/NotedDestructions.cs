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
        var noted = await ListAsync(tables, cancellationToken).ConfigureAwait(false);
        tables.AddRange(kids.Except(noted).Select(kid => Row(kid, runtime)));
        await tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<KeyId>> ListAsync(DbContext context, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        return await ListAsync(tables, cancellationToken).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(DbContext context, IReadOnlyCollection<KeyId> kids, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        var bytes = kids.Select(kid => kid.ToByteArray()).ToList();
        await tables.Revocations.Where(row => bytes.Contains(row.Kid)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    public static RevocationRow Row(KeyId kid, GdprRuntime runtime)
        => new() { Kid = kid.ToByteArray(), RequestedAt = runtime.Time.GetUtcNow().ToUnixTimeMilliseconds() };

    private static async Task<IReadOnlyList<KeyId>> ListAsync(KeyTablesContext tables, CancellationToken cancellationToken)
        => [.. (await tables.Revocations.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false)).Select(row => KeyId.From(row.Kid))];
}
