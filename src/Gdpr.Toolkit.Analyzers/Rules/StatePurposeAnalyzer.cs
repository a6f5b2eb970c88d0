using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

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
        context.OnMembersAndCalls(RuleIds.StatePurpose, Analyze, AnalyzeCall);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model)
    {
        if (PersonalDataMark.Of(context.Symbol, model.Symbols) is not { } mark || mark.Purposes.Any())
            return;

        var name = $"{context.Symbol.ContainingType.Name}.{context.Symbol.Name}";
        var diagnostic = Diagnostic.Create(Rule, mark.Attribute.Location(context.CancellationToken), name, mark.Category);
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.Symbol);
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CompilationModel model)
    {
        if (FluentMark.Of(context.Operation, "IsPersonalData") is not { } mark || NamesPurpose(mark.Argument("purposes")))
            return;

        var name = mark.PropertyName();
        var diagnostic = Diagnostic.Create(Rule, mark.Place, name, PersonalDataMark.NameOf(mark.Argument("category")));
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.ContainingSymbol, name);
    }

    // What is not written out may well name one.
    private static bool NamesPurpose(IOperation? purposes)
        => purposes is not IArrayCreationOperation { Initializer.ElementValues: var values }
            || values.Any(value => !value.ConstantValue.HasValue || !string.IsNullOrWhiteSpace(value.ConstantValue.Value as string));
}
