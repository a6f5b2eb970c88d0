using System.Diagnostics;

namespace Gdpr.Toolkit.TestSupport;

/// <summary>The files and the processes of a private PostgreSQL server.</summary>
/// <remarks>
/// A shell stands between the tests and the server and reads a pipe that only the test process holds open. When that
/// process ends, even by SIGKILL, the pipe closes, and the shell stops the server and deletes its files.
/// </remarks>
internal sealed class PostgresCluster
{
    private const string Script = """
        cd "$1"; bin=$2; port=$3; user=$4
        trap : INT TERM HUP
        as_user() { if [ -n "$user" ]; then runuser -u "$user" -- "$@"; else "$@"; fi; }
        mkdir data
        [ -z "$user" ] || chown "$user" data
        {
            as_user "$bin/initdb" -D "$1/data" -U postgres --auth=trust --encoding=UTF8 --locale=C --no-sync &&
            [ ! -e stopping ] &&
            as_user "$bin/postgres" -D "$1/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300
            touch stopped
        } >log 2>&1 </dev/null &
        cat >/dev/null
        touch stopping
        until [ -e stopped ]; do
            if [ -s data/postmaster.pid ]; then kill -INT "$(head -n 1 data/postmaster.pid)" 2>/dev/null; fi
            sleep 0.2
        done
        cd /; rm -rf "$1"
        """;

    private readonly Process _shell;
    private readonly string _directory;

    private PostgresCluster(string directory, Process shell) => (_directory, _shell) = (directory, shell);

    /// <summary>Gets the directory of the server's own files.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    /// <summary>Gets whether the server is running or on its way.</summary>
    public bool IsRunning => !_shell.HasExited && !File.Exists(Path.Combine(_directory, "stopped"));

    /// <summary>Makes a cluster and starts its server; it doesn't answer yet when this returns.</summary>
    public static PostgresCluster Start(string binaries, int port)
    {
        var directory = Directory.CreateTempSubdirectory("gdpr-postgres-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must be able to walk through; the data directory below is the server's alone.
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var user = PostgresBinaries.NeedsOtherUser ? "postgres" : "";
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", directory, binaries, $"{port}", user])
        {
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };
        start.Environment.Remove("PGDATA");

        return new PostgresCluster(directory, Process.Start(start)!);
    }

    /// <summary>Reads what initdb and the server have said.</summary>
    public string ReadLog()
    {
        var log = Path.Combine(_directory, "log");
        return File.Exists(log) ? File.ReadAllText(log) : "(nothing)";
    }

    /// <summary>Stops the server and deletes its files.</summary>
    public async Task StopAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
