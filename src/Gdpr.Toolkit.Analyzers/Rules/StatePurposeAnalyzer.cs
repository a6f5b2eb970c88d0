using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR003: personal data without a purpose.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StatePurposeAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.StatePurpose,
        title: "State what personal data is used for",
        messageFormat: "'{0}' is personal data ({1}) without a purpose; name what it is used for",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Personal data may be collected for specified purposes only. Without a purpose there is no legal basis, no retention and nothing to tell the person.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.StatePurpose));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnMembers(RuleIds.StatePurpose, Analyze);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model)
    {
        if (PersonalDataMark.Of(context.Symbol, model.Symbols) is not { } mark || mark.Purposes.Any())
            return;

        var name = $"{context.Symbol.ContainingType.Name}.{context.Symbol.Name}";
        var diagnostic = Diagnostic.Create(Rule, mark.Attribute.Location(context.CancellationToken), name, mark.Category);
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.Symbol);
    }
}
