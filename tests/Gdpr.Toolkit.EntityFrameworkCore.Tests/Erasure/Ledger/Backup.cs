using Gdpr.Toolkit.EntityFrameworkCore.Tests.Infrastructure;
using Gdpr.Toolkit.TestSupport;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Erasure.Ledger;

/// <summary>A copy of an application's database as it was: a copy of the file, or a database made from it as a template.</summary>
internal sealed class Backup : IDisposable
{
    private readonly SqliteFile? _file;

    private Backup(string connectionString, SqliteFile? file) => (ConnectionString, _file) = (connectionString, file);

    public string ConnectionString { get; }

    public static async Task<Backup> TakeAsync<TContext>(TestHost<TContext> host)
        where TContext : DbContext
    {
        if (host.Database == TestDatabase.Sqlite)
        {
            await host.RawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return await TakeAsync(host.Database, host.ConnectionString);
    }

    /// <summary>Copies a database that nobody has open, or whose log was written to its file.</summary>
    public static async Task<Backup> TakeAsync(TestDatabase database, string connectionString)
    {
        if (database == TestDatabase.Sqlite)
        {
            var source = connectionString["Data Source=".Length..].Split(';')[0];
            var copy = new SqliteFile();
            File.Copy(source, copy.Path);
            return new Backup(copy.ConnectionString, copy);
        }

        var original = new NpgsqlConnectionStringBuilder(connectionString);
        var name = $"backup_{Guid.NewGuid():N}";
        NpgsqlConnection.ClearAllPools();
        await RunOnServerAsync(original, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{original.Database}'");
        await RunOnServerAsync(original, $"CREATE DATABASE {name} TEMPLATE {original.Database}");
        return new Backup(new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString, file: null);
    }

    /// <summary>Starts the application on what was backed up. Keys that lie in a database of their own are as they are.</summary>
    public TestHost<TContext> Restore<TContext>(TestHost<TContext> host, Action<TestHostOptions> configure)
        where TContext : DbContext
        => TestHost<TContext>.Attach(host.Database, ConnectionString, host.KeyConnectionString, configure);

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
            return;
        }

        var copy = new NpgsqlConnectionStringBuilder(ConnectionString);
        RunOnServerAsync(copy, $"DROP DATABASE {copy.Database} WITH (FORCE)").GetAwaiter().GetResult();
    }

    private static async Task RunOnServerAsync(NpgsqlConnectionStringBuilder database, string sql)
    {
        await using var server = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await server.OpenAsync();
        await using var command = server.CreateCommand();
#pragma warning disable CA2100 // Names of the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
