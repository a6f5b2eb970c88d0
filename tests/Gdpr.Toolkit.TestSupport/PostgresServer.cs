using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>A private PostgreSQL server on loopback, started once per test process when it is first asked for.</summary>
/// <remarks>
/// Its cluster is a temporary directory, which is stopped and deleted when the test process ends, however it ends:
/// see <see cref="PostgresCluster"/>. Thread-safe.
/// </remarks>
public sealed class PostgresServer
{
    private const int StartAttempts = 3;

    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => Task.Run(StartAsync));

    private static int _databases;

    private readonly PostgresCluster _cluster;
    private readonly int _port;

    private PostgresServer(PostgresCluster cluster, int port) => (_cluster, _port) = (cluster, port);

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var server = await Shared.Value.WaitAsync(cancellationToken);
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await server.ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return server.ConnectionStringOf(name);
    }

    /// <summary>Writes everything that the server holds in memory to its files, for a test that searches them.</summary>
    /// <returns>The directory of the server's files: tables of all databases and the write-ahead log.</returns>
    public static async Task<string> FlushToFilesAsync(CancellationToken cancellationToken = default)
    {
        var server = await Shared.Value.WaitAsync(cancellationToken);
        await server.ExecuteAsync("CHECKPOINT", cancellationToken);
        return server._cluster.DataDirectory;
    }

    /// <summary>Writes everything that the server holds in memory to its files, for a test that searches those of one database.</summary>
    /// <param name="connectionString">The database, as <see cref="CreateDatabaseAsync"/> returned it.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>The directory of the tables of that database. The write-ahead log is all databases' and lies elsewhere.</returns>
    public static async Task<string> FlushToFilesAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        var directory = await FlushToFilesAsync(cancellationToken);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        var server = await Shared.Value.WaitAsync(cancellationToken);
        var id = await server.ExecuteAsync($"SELECT oid::text FROM pg_database WHERE datname = '{name}'", cancellationToken);
        return Path.Combine(directory, "base", (string)id!);
    }

    /// <summary>Finds a port of loopback that nobody listens on now.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var binaries = PostgresBinaries.OnThisMachine;
        var directory = binaries.Directory
            ?? throw new InvalidOperationException($"{binaries.MissingReason} Mark the test with [PostgresFact] or [PostgresTheory].");

        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var cluster = PostgresCluster.Start(directory, port);
            var server = new PostgresServer(cluster, port);
            if (await server.IsReadyAsync())
            {
                return server;
            }

            var log = cluster.ReadLog();
            await cluster.StopAsync();

            // Between choosing a free port and listening on it, another process may have taken it.
            if (attempt == StartAttempts)
            {
                throw new InvalidOperationException($"The private PostgreSQL server did not start. Its log says:\n{log}");
            }
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        for (var tries = 0; tries < 600 && _cluster.IsRunning; tries++)
        {
            try
            {
                await ExecuteAsync("SELECT 1", CancellationToken.None);
                return _cluster.IsRunning;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        return false;
    }

    private async Task<object?> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf("postgres") + ";Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this class's own; a database name can't be a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private string ConnectionStringOf(string database)
        => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};SSL Mode=Disable;Connection Idle Lifetime=20";
}
