using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>No rule throws on the code of this repository: the libraries, the rules themselves, the tests and the sample.</summary>
public sealed class OwnSourceTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Root = RepositoryRoot.Find();

    public static TheoryData<string> Folders => ["src", "samples", "tests"];

    // The libraries go along, so that the attributes, and what the others use of them, are the real ones.
    [Theory]
    [MemberData(nameof(Folders))]
    public async Task No_rule_throws_on_the_sources_of(string folder)
    {
        var files = Sources("src").Where(path => !path.Contains("Analyzers", StringComparison.Ordinal)).Union(Sources(folder)).ToList();
        var compilation = Compile(files);
        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (error, rule, _) => Add(failures, $"{rule}: {error}"), concurrentAnalysis: true, logAnalyzerExecutionTime: false);

        await compilation.WithAnalyzers(AllRules.Create(), options).GetAnalyzerDiagnosticsAsync();

        Assert.Empty(failures);
        Assert.True(files.Count > 100, $"Only {files.Count} files were read.");
    }

    [Fact]
    public void The_entities_of_the_sample_are_found()
    {
        var compilation = Compile(Sources("src").Where(path => !path.Contains("Analyzers", StringComparison.Ordinal)).Union(Sources("samples")));

        var entities = CompilationModel.Of(compilation, new AnalyzerOptions([])).Entities;

        Assert.Superset(new HashSet<string> { "Customer", "Invoice", "SupportMessage" }, entities.Types.Select(type => type.Name).ToHashSet());
    }

    private static CSharpCompilation Compile(IEnumerable<string> files)
        => CSharpCompilation.Create(
            "Everything",
            [.. files.Select(path => Parse(File.ReadAllText(path), path)), Parse(ImplicitUsings, "Usings.cs")],
            [.. Stubs.Framework, Stubs.EntityFramework, Stubs.Logging],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), path);

    private static IEnumerable<string> Sources(string folder)
        => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static void Add(List<string> failures, string failure)
    {
        lock (failures)
        {
            failures.Add(failure);
        }
    }
}
