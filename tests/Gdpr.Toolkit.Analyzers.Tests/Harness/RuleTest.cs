using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Runs one rule over source with marked spans.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
internal class RuleTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Gets or sets what the source references besides the framework.</summary>
    public IReadOnlyList<MetadataReference> References { get; set; } = [Stubs.Toolkit, Stubs.EntityFramework];

    /// <summary>Gets or sets further files of the project by name.</summary>
    public IReadOnlyDictionary<string, string> OtherFiles { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets the additional files of the project by name.</summary>
    public IReadOnlyDictionary<string, string> AdditionalFiles { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets the content of an <c>.editorconfig</c>, without its section.</summary>
    public string? EditorConfig { get; set; }

    /// <summary>Verifies that the rule reports exactly the marked spans.</summary>
    /// <returns>The diagnostics in the order of the source.</returns>
    public async Task<ImmutableArray<Diagnostic>> VerifyAsync(string text)
    {
        var markup = Markup.Parse(text);
        var diagnostics = await DiagnosticsAsync(CreateProject(markup.Source));

        Assert.Equal(
            markup.Spans.Select(span => markup.Source.Substring(span.Start, span.Length)),
            diagnostics.Select(diagnostic => markup.Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.Equal(markup.Spans, diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan));
        return diagnostics;
    }

    /// <summary>Reports what the rule says about a project that must compile.</summary>
    protected static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var failures = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions, (error, _, _) => failures.Add(error.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([new TAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(failures);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>Makes a project of one file, <c>Test0.cs</c>, and the other files.</summary>
    protected Project CreateProject(string source)
    {
        var project = new AdhocWorkspace()
            .AddProject("Test", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences([.. Stubs.Framework, .. References])
            .AddDocument("Test0.cs", source, filePath: "/Test0.cs").Project;
        foreach (var (name, content) in OtherFiles)
            project = project.AddDocument(name, content, filePath: "/" + name).Project;

        foreach (var (name, content) in AdditionalFiles)
            project = project.AddAdditionalDocument(name, content, filePath: "/" + name).Project;

        return EditorConfig is null
            ? project
            : project.AddAnalyzerConfigDocument("/.editorconfig", SourceText.From($"root = true\n[*.cs]\n{EditorConfig}\n"), filePath: "/.editorconfig").Project;
    }
}
