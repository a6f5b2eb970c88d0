using System.Reflection;
using System.Xml.Linq;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>A project below <c>src/</c>, as it stands in its file.</summary>
public sealed class SourceProject
{
    private readonly XDocument _xml;

    private SourceProject(string path)
    {
        Directory = Path.GetDirectoryName(path)!;
        Name = Path.GetFileNameWithoutExtension(path);
        _xml = XDocument.Load(path);
    }

    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceProject(path)),
    ];

    /// <summary>Gets the projects whose assembly users compile against: not the analyzers, not the meta package.</summary>
    public static IReadOnlyList<SourceProject> Libraries { get; } =
    [
        .. All.Where(project => project.Name != "Gdpr.Toolkit"
            && !project.Name.StartsWith("Gdpr.Toolkit.Analyzers", StringComparison.Ordinal)),
    ];

    /// <summary>Gets the names of <see cref="Libraries"/>, one test case each.</summary>
    public static TheoryData<string> LibraryNames => [.. Libraries.Select(project => project.Name)];

    /// <summary>Gets the names of <see cref="All"/>, one test case each.</summary>
    public static TheoryData<string> AllNames => [.. All.Select(project => project.Name)];

    public string Name { get; }

    public string Directory { get; }

    public IEnumerable<string> ProjectReferences
        => Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    public IEnumerable<string> PackageReferences => Includes("PackageReference");

    /// <summary>Gets the C# files that were written by hand.</summary>
    public IEnumerable<string> SourceFiles
        => System.IO.Directory.EnumerateFiles(Directory, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Directory, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    public static SourceProject Named(string name) => All.Single(project => project.Name == name);

    public Assembly LoadAssembly() => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, $"{Name}.dll"));

    private IEnumerable<string> Includes(string item)
        => _xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
