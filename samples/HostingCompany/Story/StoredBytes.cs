using System.Text;
using HostingCompany.Evidence;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;

namespace HostingCompany.Story;

/// <summary>Searches everything the database stores: SQLite's files byte by byte, PostgreSQL's rows as text.</summary>
internal sealed class StoredBytes(string databasePath)
{
    private const string TablesOfSchema = "SELECT tablename AS \"Value\" FROM pg_tables WHERE schemaname = {0}";

    /// <summary>Looks for values.</summary>
    /// <returns>Those that occur.</returns>
    public async Task<IReadOnlyList<ByteSearch.Hit>> SearchAsync(
        HostingContext db, IEnumerable<string> values, CancellationToken cancellationToken)
    {
        var search = new ByteSearch(values);
        var hits = new List<ByteSearch.Hit>();
        if (db.Database.IsNpgsql())
        {
            foreach (var table in await db.Database.SqlQueryRaw<string>(TablesOfSchema, HostingContext.PostgresSchema).ToListAsync(cancellationToken))
            {
                using var rows = await RowsAsync(db, table, cancellationToken);
                hits.AddRange(await search.SearchAsync(table, rows, cancellationToken));
            }
        }
        else
        {
            foreach (var path in new[] { databasePath, databasePath + "-wal", databasePath + "-shm" }.Where(File.Exists))
            {
                hits.AddRange(await search.SearchFileAsync(path, cancellationToken));
            }
        }

        return hits;
    }

    private static async Task<MemoryStream> RowsAsync(HostingContext db, string table, CancellationToken cancellationToken)
    {
        var rows = new MemoryStream();
        var sql = $"SELECT t::text AS \"Value\" FROM {HostingContext.PostgresSchema}.\"{table}\" t";
        await foreach (var row in db.Database.SqlQueryRaw<string>(sql).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            rows.Write(Encoding.UTF8.GetBytes(row));
            rows.WriteByte((byte)'\n');
        }

        rows.Position = 0;
        return rows;
    }
}
