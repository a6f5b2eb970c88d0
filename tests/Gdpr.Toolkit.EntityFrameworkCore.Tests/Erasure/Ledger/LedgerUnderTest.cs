using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>A ledger of some kind, and somebody who writes past it.</summary>
internal sealed class LedgerUnderTest : IDisposable
{
    private readonly LedgerFolder _folder = new();
    private readonly SqliteFile? _file;
    private readonly Func<IErasureLedger> _open;
    private readonly Func<Task<IReadOnlyList<string>>> _read;
    private readonly Func<IReadOnlyList<string>, Task> _write;

    private LedgerUnderTest(TestDatabase? database, string? connectionString, SqliteFile? file)
    {
        _file = file;
        if (database is null)
        {
            _open = () => LedgerFolder.Open(_folder.Path);
            _read = async () => await File.ReadAllLinesAsync(_folder.Path);
            _write = lines => File.WriteAllTextAsync(_folder.Path, string.Concat(lines.Select(line => line + "\n")));
            return;
        }

        _open = () => new ErasureLedgerDatabase(options => Use(options, database.Value, connectionString!));
        _read = () => ReadRowsAsync(database.Value, connectionString!);
        _write = lines => WriteRowsAsync(database.Value, connectionString!, lines);
    }

    public static async Task<LedgerUnderTest> CreateAsync(TestDatabase? database)
    {
        if (database is null)
        {
            return new LedgerUnderTest(null, null, null);
        }

        var hosted = await HostedDatabase.CreateAsync(database.Value);
        var ledger = new LedgerUnderTest(database, hosted.ConnectionString, hosted.File);
        await ((ErasureLedgerDatabase)ledger.Open()).CreateTablesAsync();
        await ((ErasureLedgerDatabase)ledger.Open()).CreateTablesAsync();
        return ledger;
    }

    /// <summary>Opens it as another process would.</summary>
    public IErasureLedger Open() => _open();

    /// <summary>Reads what is stored, past the ledger.</summary>
    public Task<IReadOnlyList<string>> ReadRawAsync() => _read();

    /// <summary>Stores something else, past the ledger.</summary>
    public Task WriteRawAsync(IReadOnlyList<string> lines) => _write(lines);

    public void Dispose()
    {
        _folder.Dispose();
        NpgsqlConnection.ClearAllPools();
        _file?.Dispose();
    }

    private static void Use(DbContextOptionsBuilder options, TestDatabase database, string connectionString)
    {
        if (database == TestDatabase.Sqlite)
        {
            options.AmongMany().UseSqlite(connectionString);
        }
        else
        {
            options.AmongMany().UseNpgsql(connectionString);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadRowsAsync(TestDatabase database, string connectionString)
    {
        await using var context = Context(database, connectionString);
        return await context.Database.SqlQueryRaw<string>("""SELECT "Line" AS "Value" FROM "GdprErasureLedger" ORDER BY "Position" """).ToListAsync();
    }

    private static async Task WriteRowsAsync(TestDatabase database, string connectionString, IReadOnlyList<string> lines)
    {
        await using var context = Context(database, connectionString);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.Database.ExecuteSqlRawAsync("""DELETE FROM "GdprErasureLedger" """);
        for (var i = 0; i < lines.Count; i++)
        {
            await context.Database.ExecuteSqlRawAsync(
                """INSERT INTO "GdprErasureLedger" ("Position", "Line") VALUES ({0}, {1})""", (long)(i + 1), lines[i]);
        }

        await transaction.CommitAsync();
    }

    private static DbContext Context(TestDatabase database, string connectionString)
    {
        var options = new DbContextOptionsBuilder<DbContext>();
        Use(options, database, connectionString);
        return new DbContext(options.Options);
    }
}
