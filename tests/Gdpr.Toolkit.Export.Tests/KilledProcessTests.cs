using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.Export.Tests;

/// <summary>What is left of an export whose process is killed.</summary>
public sealed class KilledProcessTests : IDisposable
{
    // Five thousand sign-ins of it fill CSV and page far beyond what spools keep in memory.
    private const string Marker = "192.0.2.17";

    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("gdpr-killed-");
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("gdpr-spools-");

    private string Package => Path.Combine(_output.FullName, "package.gdpr.zip");

    public void Dispose()
    {
        _output.Delete(recursive: true);
        _temporary.Delete(recursive: true);
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task Nothing_is_named_complete_and_no_temporary_file_stays()
    {
        using var process = await StartAsync();
        var spools = OpenSpools(process.Id);

        Assert.NotEmpty(spools);
        Assert.All(spools, spool => Assert.False(HoldsMarker(spool)));
        await KillAsync(process);

        Assert.False(File.Exists(Package));
        Assert.Equal(["package.gdpr.zip.partial"], _output.GetFiles().Select(file => file.Name));
        Assert.Throws<InvalidDataException>(() => System.IO.Compression.ZipFile.OpenRead(Package + ".partial"));
        Assert.Empty(Leftovers());
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public async Task A_partial_package_for_a_recipient_holds_nothing_that_can_be_read()
    {
        using var process = await StartAsync("encrypted");

        await KillAsync(process);

        var partial = await File.ReadAllBytesAsync(Package + ".partial");
        Assert.NotEmpty(partial);
        Assert.DoesNotContain("data/", Encoding.Latin1.GetString(partial), StringComparison.Ordinal);
        Assert.Empty(Leftovers());
    }

    private async Task<Process> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, Package, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["TMPDIR"] = _temporary.FullName;
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == Program.Ready)
            {
                return process;
            }
        }

        throw new InvalidOperationException("The application ended before it came to the middle of its export.");
    }

    private static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lists the files without a name that the process has open in its temporary directory.</summary>
    private List<string> OpenSpools(int processId)
        =>
        [
            .. Directory.GetFiles($"/proc/{processId}/fd")
                .Where(link => new FileInfo(link).LinkTarget is { } target
                    && target.StartsWith(_temporary.FullName, StringComparison.Ordinal) && target.EndsWith("(deleted)", StringComparison.Ordinal))
                .Where(link => !IsEmpty(link)),
        ];

    /// <summary>Searches with grep: the owner has locked the file against .NET.</summary>
    private static bool HoldsMarker(string path)
        => Programs.Run("grep", "/", "-a", "-q", "-F", Marker, path).ExitCode switch
        {
            0 => true,
            1 => false,
            var failed => throw new InvalidOperationException($"grep ended with {failed}."),
        };

    private static bool IsEmpty(string path) => Programs.Run("stat", "/", "-L", "-c", "%s", path).Output.Trim() == "0";

    /// <summary>Lists what is left, but for the test's own database and what .NET keeps for debuggers.</summary>
    private IEnumerable<string> Leftovers()
        => _temporary.GetFileSystemInfos()
            .Select(entry => entry.Name)
            .Where(name => !name.StartsWith("gdpr-sqlite-", StringComparison.Ordinal)
                && !name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
                && !name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
                && name != ".dotnet");
}
