using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Tests;

/// <summary>Runs one rule and its fix over source.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
/// <typeparam name="TFixer">The fix.</typeparam>
internal sealed class FixTest<TAnalyzer, TFixer> : RuleTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFixer : CodeFixProvider, new()
{
    /// <summary>Verifies what one action makes of the first marked span.</summary>
    public async Task VerifyFixAsync(string before, string after, string equivalenceKey)
    {
        var document = CreateProject(Markup.Parse(before).Source).Documents.First();
        var diagnostic = (await DiagnosticsAsync(document.Project))[0];
        var action = Assert.Single(await ActionsAsync(document, diagnostic), action => action.EquivalenceKey == equivalenceKey);

        await AssertBecomesAsync(document, action, after);
    }

    /// <summary>Verifies what one action makes of the whole file when it is applied in bulk.</summary>
    public async Task VerifyFixAllAsync(string before, string after, string equivalenceKey)
    {
        var document = CreateProject(Markup.Parse(before).Source).Documents.First();
        var diagnostics = await DiagnosticsAsync(document.Project);
        var fixer = new TFixer();
        var context = new FixAllContext(
            document, fixer, FixAllScope.Document, equivalenceKey, fixer.FixableDiagnosticIds, new KnownDiagnostics(diagnostics), CancellationToken.None);
        var action = await fixer.GetFixAllProvider()!.GetFixAsync(context);

        await AssertBecomesAsync(document, action, after);
    }

    /// <summary>Returns the equivalence keys of the actions offered for the first diagnostic, in order.</summary>
    public async Task<IReadOnlyList<string?>> OfferedAsync(string source)
    {
        var document = CreateProject(Markup.Parse(source).Source).Documents.First();
        var diagnostic = (await DiagnosticsAsync(document.Project))[0];
        return [.. (await ActionsAsync(document, diagnostic)).Select(action => action.EquivalenceKey)];
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await new TFixer().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    // A fix must leave code that compiles.
    private static async Task AssertBecomesAsync(Document document, CodeAction? action, string after)
    {
        var changed = document;
        if (action is not null)
        {
            var operations = await action.GetOperationsAsync(CancellationToken.None);
            changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        }

        Assert.Equal(after, (await changed.GetTextAsync()).ToString());
        var compilation = (await changed.Project.GetCompilationAsync())!;
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private sealed class KnownDiagnostics(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
