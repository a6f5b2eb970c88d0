using System.Data.Common;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Reads and writes which entries of the ledger a database has carried out.</summary>
internal static class LedgerTables
{
    /// <summary>Reads all rows, past the context's own transaction where the database allows it.</summary>
    public static async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        using var apart = AmbientTransaction.Suppress();
        using var tables = KeyTables.OpenForLookUp(context);
        return await ReadAsync(tables, async, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads what tells the rows from those of another time, without reading them.</summary>
    public static async ValueTask<LedgerSummary> SummariseAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        using var apart = AmbientTransaction.Suppress();
        using var tables = KeyTables.OpenForLookUp(context);
        var rows = tables.Set<LedgerRow>()
            .GroupBy(_ => 1)
            .Select(all => new LedgerSummary(all.LongCount(), all.Max(row => row.Position), all.Sum(row => row.Position)));
        try
        {
            return (async ? await rows.SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false) : rows.SingleOrDefault()) ?? LedgerSummary.Nothing;
        }
        catch (DbException exception) when (MissingTables.AreCauseOf(exception))
        {
            throw LedgerErrors.PositionsMissing(context.GetType().Name, exception);
        }
    }

    /// <summary>Reads all rows of a SQLite file on a connection of its own: an open result may keep the context's one in the past.</summary>
    /// <returns>Null where there is no second connection, or others keep the file locked.</returns>
    public static async ValueTask<IReadOnlyList<LedgerRow>?> ReadApartAsync(DbContext context, bool async, CancellationToken cancellationToken)
    {
        var own = context.Database.GetDbConnection();
        if (context.Database.ProviderName != DatabaseProviders.Sqlite
            || KeyTables.DatabaseOf(context) is not string
            || DbProviderFactories.GetFactory(own)?.CreateConnection() is not { } second)
        {
            return null;
        }

        second.ConnectionString = own.ConnectionString;
        using var tables = KeyTables.OpenOn(context, second);
        tables.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        try
        {
            return await ReadAsync(tables, async, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            return null;
        }
    }

    /// <summary>Writes rows in the context's transaction. What is there already stays.</summary>
    public static async Task AddAsync(DbContext context, IReadOnlyCollection<LedgerRow> rows, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        var positions = rows.Select(row => row.Position).ToList();
        var known = await tables.Set<LedgerRow>().Where(row => positions.Contains(row.Position)).Select(row => row.Position)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        tables.AddRange(rows.ExceptBy(known, row => row.Position));
        await tables.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes rows away in the context's transaction.</summary>
    public static async Task RemoveAsync(DbContext context, IReadOnlyCollection<long> positions, CancellationToken cancellationToken)
    {
        using var tables = KeyTables.OpenOnConnectionOf(context);
        foreach (var chunk in positions.Chunk(500))
        {
            await tables.Set<LedgerRow>().Where(row => chunk.Contains(row.Position)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<IReadOnlyList<LedgerRow>> ReadAsync(KeyTablesContext tables, bool async, CancellationToken cancellationToken)
    {
        var rows = tables.Set<LedgerRow>().AsNoTracking();
        return async ? await rows.ToListAsync(cancellationToken).ConfigureAwait(false) : [.. rows];
    }
}
