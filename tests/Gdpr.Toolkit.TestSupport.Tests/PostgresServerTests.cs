using System.Diagnostics;
using Npgsql;

namespace Gdpr.Toolkit.TestSupport.Tests;

public class PostgresServerTests
{
    [PostgresFact]
    public async Task A_fresh_database_answers_a_query()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();

        Assert.Equal(1, await ScalarAsync<int>(connectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Each_database_is_empty_and_another()
    {
        var first = await PostgresServer.CreateDatabaseAsync();
        await ScalarAsync<object>(first, "CREATE TABLE people (name text)");

        var second = await PostgresServer.CreateDatabaseAsync();

        Assert.Equal(1, await ScalarAsync<long>(first, "SELECT count(*) FROM pg_tables WHERE tablename = 'people'"));
        Assert.Equal(0, await ScalarAsync<long>(second, "SELECT count(*) FROM pg_tables WHERE tablename = 'people'"));
    }

    [PostgresFact]
    public async Task The_server_listens_on_loopback_only()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();

        Assert.Equal("127.0.0.1", await ScalarAsync<string>(connectionString, "SHOW listen_addresses"));
        Assert.Equal("", await ScalarAsync<string>(connectionString, "SHOW unix_socket_directories"));
    }

    [PostgresFact]
    public async Task A_stored_value_is_found_in_the_flushed_files()
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();
        await ScalarAsync<object>(connectionString, "CREATE TABLE notes (note text); INSERT INTO notes VALUES ('found-below-sql')");

        var files = await PostgresServer.FlushToFilesAsync();

        Assert.NotEmpty(ByteSearch.FilesContaining(Path.Combine(files, "base"), "found-below-sql"));
        Assert.Empty(ByteSearch.FilesContaining(Path.Combine(files, "base"), "never-stored-in-sql"));
    }

    [PostgresFact]
    public async Task The_files_of_one_database_hold_nothing_of_another()
    {
        var (own, other) = (await PostgresServer.CreateDatabaseAsync(), await PostgresServer.CreateDatabaseAsync());
        await ScalarAsync<object>(own, "CREATE TABLE notes (note text); INSERT INTO notes VALUES ('found-in-its-own-files')");

        Assert.NotEmpty(ByteSearch.FilesContaining(await PostgresServer.FlushToFilesAsync(own), "found-in-its-own-files"));
        Assert.Empty(ByteSearch.FilesContaining(await PostgresServer.FlushToFilesAsync(other), "found-in-its-own-files"));
    }

    [PostgresTheory]
    [InlineData("Å")]
    [InlineData("日本")]
    public async Task Text_is_stored_in_Unicode(string text)
    {
        var connectionString = await PostgresServer.CreateDatabaseAsync();

        Assert.Equal(text, await ScalarAsync<string>(connectionString, $"SELECT '{text}'"));
    }

    [PostgresFact]
    public async Task A_stopped_cluster_leaves_no_process_and_no_files()
    {
        var cluster = PostgresCluster.Start(PostgresBinaries.OnThisMachine.Directory!, PostgresServer.FreePort());
        var directory = Directory.GetParent(cluster.DataDirectory)!.FullName;
        while (cluster.IsRunning && !HasProcess(directory))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.True(cluster.IsRunning, cluster.ReadLog());
        await cluster.StopAsync();

        Assert.False(Directory.Exists(directory));
        Assert.False(HasProcess(directory));
    }

    private static bool HasProcess(string directory)
        => Process.GetProcessesByName("postgres").Any(process => CommandLine(process).Contains(directory, StringComparison.Ordinal));

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<T?> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (T?)await command.ExecuteScalarAsync();
    }
}
