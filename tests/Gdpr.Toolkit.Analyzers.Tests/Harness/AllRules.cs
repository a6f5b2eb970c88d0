using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Every rule there is, together, as a project has them.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Create()
        => [.. typeof(AnnotatePersonalDataAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>Compiles files against all the stand-ins.</summary>
    public static CSharpCompilation Compile(IEnumerable<(string Path, string Source)> files)
        => CSharpCompilation.Create(
            "Test",
            [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Source, path: file.Path))],
            [.. Stubs.Framework, Stubs.Toolkit, Stubs.EntityFramework, Stubs.Fluent, Stubs.Logging],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
