using System.Collections.Concurrent;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.Testing.Internal;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Encryption.KeyStores;

/// <summary>An empty key store; databases are used again by later tests.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<StoreKind, ConcurrentBag<StoreUnderTest>> Idle = new();

    private readonly StoreKind _kind;
    private readonly bool _async;
    private readonly Func<(IKeyStoreSession Session, IAsyncDisposable? Scope)> _open;
    private readonly Func<Task> _empty;

    private StoreUnderTest(StoreKind kind, bool async, Func<(IKeyStoreSession, IAsyncDisposable?)> open, Func<Task> empty)
        => (_kind, _async, _open, _empty) = (kind, async, open, empty);

    public static async Task<StoreUnderTest> StartAsync(StoreKind kind, bool async)
        => Idle.GetOrAdd(kind, _ => []).TryTake(out var idle)
            ? new StoreUnderTest(kind, async, idle._open, idle._empty)
            : await CreateAsync(kind, async);

    public Task<IReadOnlyList<EpochRow>> EpochsAsync() => WithAsync(session => session.EpochsAsync(_async, default));

    public Task<IReadOnlyList<RootRow>> RootsAsync() => WithAsync(session => session.RootsAsync(_async, default));

    public Task<IReadOnlyList<KeyRow>> FindAsync(params IReadOnlyCollection<byte[]> references)
        => WithAsync(session => session.FindAsync(references, _async, default));

    public Task<IReadOnlyList<KeyRow>> FindAsync(params IReadOnlyCollection<KeyId> kids)
        => WithAsync(session => session.FindAsync(kids, _async, default));

    public Task<IReadOnlyList<int>> ChangedAsync(string group, params IReadOnlyList<KnownKey> known)
        => WithAsync(session => session.ChangedAsync(group, known, _async, default));

    public Task<IReadOnlyList<KeyRow>> AroundAsync(KeyRow row, long before, long after)
        => WithAsync(session => session.AroundAsync(KeyId.From(row.Kid), new KeyReach(before, after), _async, default));

    public Task<IReadOnlyList<KeyRow>> PageAsync(long after, int count)
        => WithAsync(session => session.PageAsync(after, count, _async, default));

    public Task<IReadOnlyDictionary<int, long>> CountByEpochAsync() => WithAsync(session => session.CountByEpochAsync(_async, default));

    public Task<IReadOnlyList<RevocationRow>> RevocationsAsync() => WithAsync(session => session.RevocationsAsync(_async, default));

    public Task<bool> TryApplyAsync(KeyStoreChanges changes, CancellationToken cancellationToken = default)
        => WithAsync(session => session.TryApplyAsync(changes, _async, cancellationToken));

    public Task<bool> TryInsertAsync(params KeyRow[] rows) => TryApplyAsync(new KeyStoreChanges { NewKeys = rows });

    public async Task InsertAsync(params KeyRow[] rows) => Assert.True(await TryInsertAsync(rows));

    /// <summary>Everything that the store holds, as text that can be compared.</summary>
    public async Task<string> ContentAsync() => string.Join('\n',
        [
            .. (await EpochsAsync()).Select(Rows.Text),
            .. (await RootsAsync()).Select(Rows.Text),
            .. (await PageAsync(0, int.MaxValue)).Select(Rows.Text),
            .. (await RevocationsAsync()).Select(Rows.Text).Order(StringComparer.Ordinal),
        ]);

    public async ValueTask DisposeAsync()
    {
        await _empty();
        Idle.GetOrAdd(_kind, _ => []).Add(this);
    }

    private async Task<T> WithAsync<T>(Func<IKeyStoreSession, ValueTask<T>> work)
    {
        var (session, scope) = _open();
        await using (scope)
        {
            using (session)
            {
                var task = work(session);
                Assert.True(_async || task.IsCompleted, "A synchronous call went asynchronous.");
                return await task;
            }
        }
    }

    private static async Task<StoreUnderTest> CreateAsync(StoreKind kind, bool async)
    {
        switch (kind)
        {
            case StoreKind.InMemory:
                var memory = new InMemoryKeyStore();
                return new StoreUnderTest(kind, async, () => (memory.Open(), null), () =>
                {
                    memory = new InMemoryKeyStore();
                    return Task.CompletedTask;
                });
            case StoreKind.InApplicationOnSqlite:
                return await InApplicationAsync(kind, TestDatabase.Sqlite, async);
            case StoreKind.InApplicationOnPostgreSql:
                return await InApplicationAsync(kind, TestDatabase.PostgreSql, async);
            case StoreKind.OwnDatabaseOnSqlite:
                var file = new SqliteFile();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => file.Dispose();
                return await InOwnDatabaseAsync(kind, options => options.AmongMany().UseSqlite(file.ConnectionString), async);
            default:
                var connection = await PostgresServer.CreateDatabaseAsync();
                return await InOwnDatabaseAsync(kind, options => options.AmongMany().UseNpgsql(connection), async);
        }
    }

    private static async Task<StoreUnderTest> InApplicationAsync(StoreKind kind, TestDatabase database, bool async)
    {
        var host = await TestHost<NotesContext>.StartAsync(database);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var store = host.Services.GetRequiredService<IKeyStore>();
        return new StoreUnderTest(
            kind,
            async,
            () =>
            {
                var scope = host.NewScope();
                return (store.Open(scope.Context), scope);
            },
            () => host.ExecuteRawAsync(Emptying));
    }

    private static async Task<StoreUnderTest> InOwnDatabaseAsync(StoreKind kind, Action<DbContextOptionsBuilder> configure, bool async)
    {
        var database = new KeyDatabase(configure);
        await database.CreateTablesAsync();
        return new StoreUnderTest(kind, async, () => (database.Open(), null), async () =>
        {
            var options = new DbContextOptionsBuilder();
            configure(options);
            await using var context = new DbContext(options.Options);
            await context.Database.ExecuteSqlRawAsync(Emptying);
        });
    }

    private const string Emptying =
        """DELETE FROM "GdprKeyRevocations"; DELETE FROM "GdprKeys"; DELETE FROM "GdprRoots"; DELETE FROM "GdprEpochs";""";
}
