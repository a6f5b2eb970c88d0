namespace Gdpr.Toolkit.ArchitectureTests;

/// <summary>Arrows point one way: docs/architecture and the table of packages say which.</summary>
public class DependencyTests
{
    private const string DependencyInjection = "Microsoft.Extensions.DependencyInjection.Abstractions";

    private static readonly Dictionary<string, string[]> AllowedProjects = new()
    {
        // Analyzers at build time only: see The_abstractions_need_nothing_at_run_time.
        ["Gdpr.Toolkit.Abstractions"] = ["Gdpr.Toolkit.Analyzers"],
        ["Gdpr.Toolkit.Core"] = ["Gdpr.Toolkit.Abstractions"],
        ["Gdpr.Toolkit.EntityFrameworkCore"] = ["Gdpr.Toolkit.Core"],
        ["Gdpr.Toolkit.Testing"] = ["Gdpr.Toolkit.Core", "Gdpr.Toolkit.EntityFrameworkCore"],
        ["Gdpr.Toolkit.Analyzers"] = [],
        ["Gdpr.Toolkit.Analyzers.CodeFixes"] = ["Gdpr.Toolkit.Analyzers"],
        ["Gdpr.Toolkit"] = ["Gdpr.Toolkit.EntityFrameworkCore", "Gdpr.Toolkit.Analyzers"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Gdpr.Toolkit.Abstractions"] = [],
        ["Gdpr.Toolkit.Core"] =
        [
            "CsvHelper",
            DependencyInjection,
            "Microsoft.Extensions.Logging.Abstractions",
            "Microsoft.Extensions.Options",
            "System.Security.Cryptography.Pkcs",
        ],
        ["Gdpr.Toolkit.EntityFrameworkCore"] =
        [
            "Microsoft.EntityFrameworkCore.Relational",
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Options",
        ],
        ["Gdpr.Toolkit.Testing"] = [],
        ["Gdpr.Toolkit.Analyzers"] = ["Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.Analyzers"],
        ["Gdpr.Toolkit.Analyzers.CodeFixes"] = ["Microsoft.CodeAnalysis.CSharp.Workspaces", "Microsoft.CodeAnalysis.Analyzers"],
        ["Gdpr.Toolkit"] = [],
    };

    [Theory]
    [MemberData(nameof(SourceProject.AllNames), MemberType = typeof(SourceProject))]
    public void A_project_references_only_the_projects_it_may(string name)
    {
        Assert.True(AllowedProjects.ContainsKey(name), $"'{name}' is new: write its arrows into {nameof(DependencyTests)}.");

        Assert.Subset(AllowedProjects[name].ToHashSet(), SourceProject.Named(name).ProjectReferences.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(SourceProject.AllNames), MemberType = typeof(SourceProject))]
    public void A_project_references_only_the_packages_it_may(string name)
    {
        Assert.True(AllowedPackages.ContainsKey(name), $"'{name}' is new: write its packages into {nameof(DependencyTests)}.");

        Assert.Subset(AllowedPackages[name].ToHashSet(), SourceProject.Named(name).PackageReferences.ToHashSet());
    }

    [Fact]
    public void The_abstractions_need_nothing_at_run_time()
    {
        var references = SourceProject.Named("Gdpr.Toolkit.Abstractions").LoadAssembly().GetReferencedAssemblies();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SourceProject.LibraryNames), MemberType = typeof(SourceProject))]
    public void An_assembly_references_only_the_assemblies_below_it(string name)
    {
        var ours = SourceProject.Named(name).LoadAssembly().GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => reference.StartsWith("Gdpr.Toolkit", StringComparison.Ordinal));

        Assert.Subset(Below(name).ToHashSet(), ours.ToHashSet());
    }

    private static IEnumerable<string> Below(string name)
        => AllowedProjects[name]
            .Where(below => !below.StartsWith("Gdpr.Toolkit.Analyzers", StringComparison.Ordinal))
            .SelectMany(below => Below(below).Append(below));
}
