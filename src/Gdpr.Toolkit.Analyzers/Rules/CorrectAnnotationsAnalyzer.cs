using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR012: an annotation cannot be read or contradicts another one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorrectAnnotationsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.CorrectAnnotations,
        title: "Correct contradictory and invalid annotations",
        messageFormat: "'{0}' {1}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An annotation that cannot be read or that contradicts another one makes the model be refused when the application starts.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.CorrectAnnotations));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnMembers(RuleIds.CorrectAnnotations, Analyze);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model)
    {
        if (context.Symbol.GetAttributes().IsEmpty)
            return;

        foreach (var (attribute, what) in AnnotationErrors.Find(context.Symbol, model))
        {
            var name = $"{context.Symbol.ContainingType.Name}.{context.Symbol.Name}";
            context.ReportDiagnostic(Diagnostic.Create(Rule, attribute.Location(context.CancellationToken), name, what));
        }
    }
}
