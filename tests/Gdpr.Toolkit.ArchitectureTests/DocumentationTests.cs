using System.Text.RegularExpressions;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>The compiler says which public member has no documentation (CS1591); nothing may hush it.</summary>
public partial class DocumentationTests
{
    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void A_library_is_built_with_its_documentation(string name)
        => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.xml")));

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void No_project_or_source_file_suppresses_missing_documentation(string name)
    {
        var project = SourceProject.Named(name);
        string[] files = [Path.Combine(project.Directory, $"{name}.csproj"), .. project.SourceFiles];

        Assert.All(files, path => Assert.DoesNotMatch(MissingDocumentation(), File.ReadAllText(path)));
    }

    [Fact]
    public void The_build_rules_make_missing_documentation_an_error()
    {
        var root = RepositoryRoot.Find();
        var everywhere = File.ReadAllText(Path.Combine(root, "Directory.Build.props"));
        var source = File.ReadAllText(Path.Combine(root, "src", "Directory.Build.props"));

        Assert.Contains("<GenerateDocumentationFile>true</GenerateDocumentationFile>", everywhere, StringComparison.Ordinal);
        Assert.DoesNotMatch(MissingDocumentation(), everywhere);
        Assert.Matches("<WarningsAsErrors>.*CS1591.*</WarningsAsErrors>", source);
        Assert.DoesNotMatch("<NoWarn>.*CS1591", source);
    }

    [GeneratedRegex("(CS)?1591")]
    private static partial Regex MissingDocumentation();
}
