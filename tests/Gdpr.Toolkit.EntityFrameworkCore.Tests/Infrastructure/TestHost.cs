using System.Data.Common;
using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;

/// <summary>An application with one context on a database of its own, created from the model.</summary>
public sealed class TestHost<TContext> : IAsyncDisposable
    where TContext : DbContext
{
    private readonly SqliteFile? _file;
    private readonly SqliteFile? _keyFile;
    private readonly ServiceProvider _services;

    private TestHost(TestDatabase database, HostedDatabase data, HostedDatabase? keys, TestHostOptions options)
    {
        Database = database;
        _file = data.File;
        _keyFile = keys?.File;
        ConnectionString = data.ConnectionString;
        KeyConnectionString = keys?.ConnectionString;
        Clock = options.Clock;
        _services = BuildServices(options);
    }

    public TestDatabase Database { get; }

    public string ConnectionString { get; }

    /// <summary>Gets where the keys are, if they have a database of their own.</summary>
    public string? KeyConnectionString { get; }

    public FakeTimeProvider Clock { get; }

    /// <summary>Gets what the application keeps certificates in, unless a test names another place.</summary>
    public KeptCertificates Certificates { get; } = new();

    public IServiceProvider Services => _services;

    public static async Task<TestHost<TContext>> StartAsync(TestDatabase database, Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);
        var data = await HostedDatabase.CreateAsync(database);
        var keys = options.OwnKeyDatabase ? await HostedDatabase.CreateAsync(database) : null;
        var host = new TestHost<TContext>(database, data, keys, options);
        await using var scope = host.NewScope();
        await scope.Context.Database.EnsureCreatedAsync();
        if (keys is not null)
        {
            await host.Services.GetRequiredService<IKeyDatabase>().CreateTablesAsync();
        }

        return host;
    }

    /// <summary>Starts a process on databases that are there.</summary>
    public static TestHost<TContext> Attach(
        TestDatabase database, string connectionString, string? keyConnectionString, Action<TestHostOptions>? configure = null)
    {
        var options = new TestHostOptions();
        configure?.Invoke(options);
        return new TestHost<TContext>(
            database,
            new HostedDatabase(connectionString, File: null),
            keyConnectionString is null ? null : new HostedDatabase(keyConnectionString, File: null),
            options);
    }

    /// <summary>Starts another process, as far as keys in memory go, on the same database.</summary>
    public TestHost<TContext> StartAnother(Action<TestHostOptions>? configure = null)
        => Attach(Database, ConnectionString, KeyConnectionString, configure);

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

    /// <summary>Reads one value as the database of keys holds it.</summary>
    public async Task<object?> RawKeyAsync(string sql)
    {
        await using DbConnection connection = Database == TestDatabase.Sqlite
            ? new SqliteConnection(KeyConnectionString ?? ConnectionString)
            : new NpgsqlConnection(KeyConnectionString ?? ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is var value and not DBNull ? value : null;
    }

    /// <summary>Writes past EF Core.</summary>
    public async Task<int> ExecuteRawAsync(string sql)
    {
        await using var scope = NewScope();
        return await scope.Context.WriteRawAsync(sql);
    }

    /// <summary>Whether a text stands anywhere in the database's files.</summary>
    public async Task<bool> FilesContainAsync(string text)
        => _file?.Contains(text)
            ?? ByteSearch.FilesContaining(await PostgresServer.FlushToFilesAsync(ConnectionString), text).Count > 0;

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
        _keyFile?.Dispose();
    }

    private ServiceProvider BuildServices(TestHostOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(options.Clock);
        services.AddGdprToolkit(gdpr =>
        {
            gdpr.UseCertificate(TestCertificates.KeyEncryption);
            gdpr.UseSigningCertificate(TestCertificates.Signing);
            gdpr.KeepErasureCertificates((_, certificate, _) => Certificates.KeepAsync(certificate));
            // The clock stands, so that leases last; an erasure waits by the system's clock.
            gdpr.ConfigureKeyCache(cache => cache.LeaseDuration = TimeSpan.FromMilliseconds(2));
            if (KeyConnectionString is not null)
            {
                gdpr.UseKeyDatabase(keys => Use(keys, KeyConnectionString));
            }

            options.ConfigureToolkit?.Invoke(gdpr);
        });
        services.AddDbContext<TContext>(context =>
        {
            Use(context, ConnectionString);
            context.UseGdprToolkit();
            options.ConfigureContext?.Invoke(context);
        });
        return services.BuildServiceProvider(validateScopes: true);
    }

    private void Use(DbContextOptionsBuilder options, string connectionString)
    {
        if (Database == TestDatabase.Sqlite)
        {
            options.AmongMany().UseSqlite(connectionString);
        }
        else
        {
            options.AmongMany().UseNpgsql(connectionString);
        }
    }
}
