using System.Xml.Linq;
using Gdpr.Toolkit.PackageTests.Packing;
using Gdpr.Toolkit.TestSupport;

namespace Gdpr.Toolkit.PackageTests;

[Collection(OnePacking.Name)]
public class PackageContentTests(PackedPackages packages)
{
    private const string Library = "lib/net10.0/";

    private static readonly string[] Ids =
    [
        "Gdpr.Toolkit",
        "Gdpr.Toolkit.Abstractions",
        "Gdpr.Toolkit.Analyzers",
        "Gdpr.Toolkit.Core",
        "Gdpr.Toolkit.EntityFrameworkCore",
        "Gdpr.Toolkit.Testing",
    ];

    public static TheoryData<string> AllPackages => [.. Ids];

    public static TheoryData<string> Libraries => [.. Ids.Except(["Gdpr.Toolkit", "Gdpr.Toolkit.Analyzers"])];

    [Fact]
    public void Every_package_is_there_and_nothing_else()
    {
        var files = Directory.GetFiles(packages.Source).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        var expected = Ids.Select(id => $"{id}.{PackedPackages.Version}.nupkg")
            .Concat(Libraries.Select<object[], string>(row => $"{row[0]}.{PackedPackages.Version}.snupkg"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, files);
    }

    [Theory]
    [MemberData(nameof(AllPackages))]
    public void The_manifest_says_who_what_and_under_which_licence(string id)
    {
        using var package = packages.Open(id);
        var metadata = package.Metadata;

        Assert.Equal(id, metadata.Element("id")?.Value);
        Assert.Equal(PackedPackages.Version, metadata.Element("version")?.Value);
        Assert.Equal("MIT", metadata.Element("license")?.Value);
        Assert.Equal("expression", metadata.Element("license")?.Attribute("type")?.Value);
        Assert.Equal("README.md", metadata.Element("readme")?.Value);
        Assert.Equal("git", metadata.Element("repository")?.Attribute("type")?.Value);
        Assert.Equal("https://github.com/gdpr-toolkit/gdpr-toolkit", metadata.Element("repository")?.Attribute("url")?.Value);
        Assert.Equal(packages.Commit, metadata.Element("repository")?.Attribute("commit")?.Value);
        Assert.False(string.IsNullOrWhiteSpace(metadata.Element("description")?.Value));
        Assert.DoesNotContain("Package Description", metadata.Element("description")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_holds_its_assembly_its_documentation_and_no_more(string id)
    {
        using var package = packages.Open(id);

        string[] expected = [$"{Library}{id}.dll", $"{Library}{id}.xml", "README.md"];
        string[] targets = id == "Gdpr.Toolkit.Abstractions" ? ["buildTransitive/Gdpr.Toolkit.Abstractions.targets"] : [];
        Assert.Equal(expected.Concat(targets).Order(StringComparer.Ordinal), package.Files);
    }

    [Fact]
    public void The_analyzers_are_where_the_compiler_looks_and_bring_nothing_along()
    {
        using var package = packages.Open("Gdpr.Toolkit.Analyzers");

        Assert.Equal(
            [
                "README.md",
                "analyzers/dotnet/cs/Gdpr.Toolkit.Analyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/Gdpr.Toolkit.Analyzers.dll",
                "buildTransitive/Gdpr.Toolkit.Analyzers.targets",
                "config/gdpr.recommended.globalconfig",
                "config/gdpr.strict.globalconfig",
                "schemas/gdpr.dictionary.schema.json",
            ],
            package.Files);
        Assert.Empty(package.Dependencies);
    }

    [Fact]
    public void The_one_package_for_applications_holds_no_code()
    {
        using var package = packages.Open("Gdpr.Toolkit");

        Assert.Equal(["README.md", $"{Library}_._"], package.Files);
        Assert.Equal(["Gdpr.Toolkit.Analyzers", "Gdpr.Toolkit.EntityFrameworkCore"], package.Dependencies);
    }

    [Fact]
    public void The_abstractions_bring_the_analyzers_and_nothing_else()
    {
        using var package = packages.Open("Gdpr.Toolkit.Abstractions");

        Assert.Equal(["Gdpr.Toolkit.Analyzers"], package.Dependencies);
    }

    [Theory]
    [InlineData("Gdpr.Toolkit.Core")]
    [InlineData("Gdpr.Toolkit.EntityFrameworkCore")]
    [InlineData("Gdpr.Toolkit.Testing")]
    public void A_library_brings_what_its_project_names_and_not_what_lies_below(string id)
    {
        using var package = packages.Open(id);

        var named = XDocument.Load(Path.Combine(RepositoryRoot.Find(), "src", id, $"{id}.csproj"))
            .Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
            .Select(element => (string)element.Attribute("Include")!)
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include);
        Assert.Equal(named.Order(StringComparer.Ordinal), package.Dependencies);
    }

    [Fact]
    public void A_next_major_version_of_EF_Core_is_not_taken_unseen()
    {
        using var package = packages.Open("Gdpr.Toolkit.EntityFrameworkCore");

        var relational = package.Metadata.Descendants("dependency").Single(dependency => (string?)dependency.Attribute("id") == "Microsoft.EntityFrameworkCore.Relational");
        Assert.EndsWith(", 11.0.0)", (string?)relational.Attribute("version"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Gdpr.Toolkit")]
    [InlineData("Gdpr.Toolkit.Abstractions")]
    public void The_analyzers_reach_the_project_that_references_the_package(string id)
    {
        using var package = packages.Open(id);

        var analyzers = package.Metadata.Descendants("dependency").Single(dependency => (string?)dependency.Attribute("id") == "Gdpr.Toolkit.Analyzers");
        Assert.DoesNotContain("Analyzers", ((string?)analyzers.Attribute("exclude") ?? "").Split(','));
    }
}
