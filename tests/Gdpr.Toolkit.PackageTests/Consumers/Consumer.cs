using Gdpr.Toolkit.PackageTests.Packing;

namespace Gdpr.Toolkit.PackageTests.Consumers;

/// <summary>An empty project outside the repository that knows nothing but the packed packages.</summary>
internal sealed class Consumer
{
    private const string Nothing = "<Project />";

    private readonly PackedPackages _packages;
    private readonly string _directory;

    private Consumer(PackedPackages packages, string directory) => (_packages, _directory) = (packages, directory);

    /// <summary>Gets where the program is after a build.</summary>
    public string OutputDirectory => Path.Combine(_directory, "bin", "Debug", "net10.0");

    /// <summary>Writes a console project.</summary>
    /// <param name="packages">The packages that it restores.</param>
    /// <param name="name">A name of its own.</param>
    /// <param name="references">What it references: ours in the packed version, others in the repository's.</param>
    /// <param name="sources">Its files by name.</param>
    /// <param name="properties">Further lines of its first property group.</param>
    /// <param name="items">Further lines of its item group.</param>
    public static Consumer Create(
        PackedPackages packages,
        string name,
        IEnumerable<string> references,
        IReadOnlyDictionary<string, string> sources,
        string properties = "",
        string items = "")
    {
        var consumer = new Consumer(packages, packages.CreateDirectory(name));
        consumer.Write("nuget.config", NuGetConfig(packages.Source));
        consumer.Write("Directory.Build.props", Nothing);
        consumer.Write("Directory.Build.targets", Nothing);
        consumer.Write("Directory.Packages.props", Nothing);
        consumer.Write("Consumer.csproj", Project(references, properties, items));
        foreach (var (file, source) in sources)
        {
            consumer.Write(file, source);
        }

        return consumer;
    }

    public Task<CommandResult> BuildAsync(params string[] arguments) => DotNetAsync(["build", "-nodeReuse:false", "-clp:NoSummary", .. arguments]);

    public Task<CommandResult> FormatAsync(params string[] arguments) => DotNetAsync(["format", .. arguments]);

    public Task<CommandResult> RunAsync() => DotNetAsync(Path.Combine(OutputDirectory, "Consumer.dll"));

    /// <summary>Writes one of its files, over the one that is there.</summary>
    public void Write(string file, string content) => File.WriteAllText(Path.Combine(_directory, file), content);

    public string Read(string file) => File.ReadAllText(Path.Combine(_directory, file));

    public void Delete(string file) => File.Delete(Path.Combine(_directory, file));

    private Task<CommandResult> DotNetAsync(params string[] arguments)
        => CommandLine.RunAsync(_directory, "dotnet", arguments, new Dictionary<string, string> { ["NUGET_PACKAGES"] = _packages.RestoreFolder });

    private static string NuGetConfig(string source) => $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="packed" value="{source}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" protocolVersion="3" />
          </packageSources>
          <packageSourceMapping>
            <clear />
            <packageSource key="packed"><package pattern="Gdpr.Toolkit" /><package pattern="Gdpr.Toolkit.*" /></packageSource>
            <packageSource key="nuget.org"><package pattern="*" /></packageSource>
          </packageSourceMapping>
          <fallbackPackageFolders><clear /></fallbackPackageFolders>
        </configuration>
        """;

    private static string Project(IEnumerable<string> references, string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {string.Join("\n    ", references.Select(Reference))}
            {items}
          </ItemGroup>
        </Project>
        """;

    private static string Reference(string package)
    {
        var version = package.StartsWith("Gdpr.Toolkit", StringComparison.Ordinal) ? PackedPackages.Version : CentralVersions.Of(package);
        return $"""<PackageReference Include="{package}" Version="{version}" />""";
    }
}
