using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Flow;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR005: personal data reaches a log.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoNotLogPersonalDataAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.DoNotLogPersonalData,
        title: "Do not log personal data",
        messageFormat: "'{0}' is personal data and reaches the log through '{1}'",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Logs are copied, kept and read by others than the data, and no erasure finds a person in them. Log a key or nothing.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.DoNotLogPersonalData));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.DoNotLogPersonalData, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasMarks)
            return;

        var types = new PersonalTypes(model);
        context.RegisterOperationAction(call => Analyze(call, model, types), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CompilationModel model, PersonalTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (LogSinks.Find(call) is not var (log, wholeObjects))
            return;

        foreach (var argument in call.Arguments)
        {
            foreach (var leak in PersonalValues.Find(argument.Value, types, wholeObjects))
            {
                var diagnostic = Diagnostic.Create(Rule, leak.Place.Syntax.GetLocation(), leak.What, log);
                model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.ContainingSymbol, $"{leak.What}, {log}");
            }
        }
    }
}
