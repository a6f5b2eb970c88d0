using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.PackageTests.Packing;

/// <summary>Every package of the repository, packed once into a temporary directory.</summary>
/// <remarks>
/// The artifacts path keeps intermediate files away from the builds that the checkout is being used for, and the
/// consumers' package folder is as new as the packages, so that a 0.1.0-alpha of yesterday is never what is tested.
/// </remarks>
public sealed partial class PackedPackages : IAsyncLifetime
{
    public const string Version = "0.1.0-alpha";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gdpr-packages-");

    /// <summary>Gets the directory of the packages, which is a package source.</summary>
    public string Source => Path.Combine(_directory.FullName, "packages");

    /// <summary>Gets the folder that consumers restore into.</summary>
    public string RestoreFolder => Path.Combine(_directory.FullName, "restored");

    /// <summary>Gets the commit that the packages were made from; null in a tree without git.</summary>
    public string? Commit { get; private set; }

    public async Task InitializeAsync()
    {
        var root = RepositoryRoot.Find();
        await Pack(root);
        Commit = await ReadCommit(root);
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal Package Open(string id) => new(Path.Combine(Source, $"{id}.{Version}.nupkg"));

    internal Package OpenSymbols(string id) => new(Path.Combine(Source, $"{id}.{Version}.snupkg"));

    /// <summary>Makes a directory for a consumer that is deleted with the packages.</summary>
    internal string CreateDirectory(string name) => _directory.CreateSubdirectory(Path.Combine("consumers", name)).FullName;

    private async Task Pack(string root)
    {
        string[] arguments =
        [
            "pack", "Gdpr.Toolkit.sln", "-c", "Release", "--artifacts-path", _directory.FullName, "-o", Source,
            "-p:ContinuousIntegrationBuild=true", "-nodeReuse:false",
        ];
        (await CommandLine.RunAsync(root, "dotnet", arguments)).Succeeded();
    }

    private static async Task<string?> ReadCommit(string root)
    {
        try
        {
            var head = await CommandLine.RunAsync(root, "git", ["-c", "safe.directory=*", "rev-parse", "HEAD"]);
            return head.ExitCode == 0 && CommitHash().IsMatch(head.Output.Trim()) ? head.Output.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no git on this machine; the SDK reads .git itself, but nothing can be compared.
            return null;
        }
    }

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex CommitHash();
}
