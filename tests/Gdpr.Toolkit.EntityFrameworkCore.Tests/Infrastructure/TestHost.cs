using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>An application with one context on a database of its own, created from the model.</summary>
public sealed class TestHost<TContext> : IAsyncDisposable
    where TContext : DbContext
{
    private readonly SqliteFile? _file;
    private readonly string _connectionString;
    private readonly ServiceProvider _services;

    private TestHost(TestDatabase database, SqliteFile? file, string connectionString, TestHostOptions options)
    {
        Database = database;
        _file = file;
        _connectionString = connectionString;
        Clock = options.Clock;
        _services = BuildServices(options);
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _services;

    public static async Task<TestHost<TContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);
        var file = database == TestDatabase.Sqlite ? new SqliteFile() : null;
        var connectionString = file?.ConnectionString ?? await PostgresServer.CreateDatabaseAsync();
        var host = new TestHost<TContext>(database, file, connectionString, options);
        await using var scope = host.NewScope();
        await scope.Context.Database.EnsureCreatedAsync();
        return host;
    }

    /// <summary>Starts another process, as far as keys in memory go, on the same database.</summary>
    public TestHost<TContext> StartAnother(Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);
        return new TestHost<TContext>(Database, file: null, _connectionString, options);
    }

    public TestScope<TContext> NewScope() => new(_services.CreateAsyncScope());

    /// <summary>Reads one value as the database holds it.</summary>
    public async Task<object?> RawAsync(string sql)
    {
        await using var scope = NewScope();
        var connection = scope.Context.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is var value and not DBNull ? value : null;
    }

    /// <summary>Writes past EF Core.</summary>
    public async Task<int> ExecuteRawAsync(string sql)
    {
        await using var scope = NewScope();
        return await scope.Context.Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>Whether a text stands anywhere in the database's files.</summary>
    public async Task<bool> FilesContainAsync(string text)
        => _file?.Contains(text)
            ?? ByteSearch.FilesContaining(await PostgresServer.FlushToFilesAsync(_connectionString), text).Count > 0;

    /// <summary>Whether a text stands anywhere in the database's files, or in those that a server keeps for all of its databases: the log, say.</summary>
    /// <remarks>Other tests write there as well, so the text must be nobody else's.</remarks>
    public async Task<bool> ServerFilesContainAsync(string text)
        => _file?.Contains(text)
            ?? ByteSearch.FilesContaining(await PostgresServer.FlushToFilesAsync(), text).Count > 0;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        _file?.Dispose();
    }

    private ServiceProvider BuildServices(TestHostOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(options.Clock);
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.KeyEncryption);
            gdpr.UseSigningCertificate(TestCertificates.Signing);
            // The clock stands, so that leases last; an erasure waits by the system's clock.
            gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromMilliseconds(2));
            options.ConfigureToolkit?.Invoke(gdpr);
        });
        services.AddDbContext<TContext>(context =>
        {
            if (Database == TestDatabase.Sqlite)
            {
                context.UseSqlite(_connectionString);
            }
            else
            {
                context.UseNpgsql(_connectionString);
            }

            context.UseGdprToolkit();
            options.ConfigureContext?.Invoke(context);
        });
        return services.BuildServiceProvider(validateScopes: true);
    }
}
