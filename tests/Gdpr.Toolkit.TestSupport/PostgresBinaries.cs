namespace Gdpr.Toolkit.TestSupport;

/// <summary>Where PostgreSQL's server programs are on this machine, or why they can't be used.</summary>
internal sealed class PostgresBinaries
{
    private const string DebianDirectory = "/usr/lib/postgresql";

    private static readonly string[] Programs = ["postgres", "initdb"];

    private PostgresBinaries(string? directory, string? missingReason)
        => (Directory, MissingReason) = (directory, missingReason);

    /// <summary>Gets what was found on this machine when it was first asked for.</summary>
    public static PostgresBinaries OnThisMachine { get; } = Find(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        DebianDirectory);

    /// <summary>Gets the directory of the programs; null where <see cref="MissingReason"/> says why.</summary>
    public string? Directory { get; }

    /// <summary>Gets why no server can be started; null where one can.</summary>
    public string? MissingReason { get; }

    /// <summary>Gets whether the server must be started as another user, because it refuses to run as root.</summary>
    public static bool NeedsOtherUser => Environment.IsPrivilegedProcess;

    /// <summary>Searches the directories of a path, then Debian's versioned directories, newest first.</summary>
    internal static PostgresBinaries Find(IEnumerable<string> path, string debianDirectory)
    {
        if (OperatingSystem.IsWindows())
        {
            return Missing("the private server is started with a Unix shell");
        }

        var directory = path.Concat(Versions(debianDirectory)).FirstOrDefault(HoldsServer);
        if (directory is null)
        {
            return Missing($"{string.Join(" and ", Programs)} are neither in PATH nor in {debianDirectory}/*/bin; "
                + "'apt-get update && apt-get install -y postgresql' brings them");
        }

        if (NeedsOtherUser && !(HasUser("postgres") && File.Exists("/usr/sbin/runuser")))
        {
            return Missing("a PostgreSQL server refuses to run as root, and the user 'postgres' or the program 'runuser' is missing");
        }

        return new PostgresBinaries(directory, missingReason: null);
    }

    private static PostgresBinaries Missing(string why) => new(directory: null, $"PostgreSQL is not available: {why}.");

    private static bool HoldsServer(string directory)
        => Programs.All(program => File.Exists(Path.Combine(directory, program)));

    private static IEnumerable<string> Versions(string debianDirectory)
        => System.IO.Directory.Exists(debianDirectory)
            ? System.IO.Directory.GetDirectories(debianDirectory)
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
            : [];

    private static bool HasUser(string name)
        => File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{name}:", StringComparison.Ordinal));
}
