using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR013: [NotPersonalData] without a reason that says something.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SayWhyNotAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.SayWhyNot,
        title: "Say why it is not personal data",
        messageFormat: "'{0}' is declared not to be personal data without a reason that another developer can check",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Whoever reads the annotation next year, an auditor among them, must be able to check the reason.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.SayWhyNot));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.SayWhyNot, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasToolkit)
            return;
        context.RegisterSymbolAction(member => AnalyzeMember(member, model), SymbolKind.Property, SymbolKind.Field);
        context.RegisterSymbolAction(type => AnalyzeType(type, model), SymbolKind.NamedType);
        if (model.Symbols.HasEntityFramework)
            context.RegisterOperationAction(call => AnalyzeCall(call, model), OperationKind.Invocation);
    }

    private static void AnalyzeMember(SymbolAnalysisContext context, CompilationModel model)
    {
        var member = context.Symbol;
        if (member.FindAttribute(model.Symbols.NotPersonalData) is { ConstructorArguments: { Length: 1 } arguments } attribute
            && arguments[0] is { Kind: TypedConstantKind.Primitive } reason
            && !Reasons.SaySomething(reason.Value as string, member.Name))
        {
            Report(context, model, attribute, $"{member.ContainingType.Name}.{member.Name}");
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context, CompilationModel model)
    {
        if (FluentMark.Of(context.Operation, "IsNotPersonalData") is not { } mark
            || mark.Argument("reason") is not { ConstantValue: { HasValue: true, Value: var reason } })
        {
            return;
        }

        var name = mark.PropertyName();
        if (!Reasons.SaySomething(reason as string, name.Substring(name.LastIndexOf('.') + 1)))
            model.Baseline.Report(context.ReportDiagnostic, Diagnostic.Create(Rule, mark.Place, name), context.ContainingSymbol, name);
    }

    // An inherited [DataSubject] is reported where it is written.
    private static void AnalyzeType(SymbolAnalysisContext context, CompilationModel model)
    {
        var symbols = model.Symbols;
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.FindAttribute(symbols.NotPersonalData) is { ConstructorArguments: { Length: 1 } arguments } whole
            && arguments[0] is { Kind: TypedConstantKind.Primitive } reason
            && !Reasons.SaySomething(reason.Value as string, type.Name))
        {
            Report(context, model, whole, type.Name);
        }

        if (type.FindAttribute(symbols.DataSubject) is { } attribute
            && Equals(Annotations.RestOf(type, symbols), attribute)
            && !Reasons.SaySomething(attribute.Named("Reason")?.Value as string, type.Name))
        {
            Report(context, model, attribute, $"The rest of {type.Name}");
        }
    }

    private static void Report(SymbolAnalysisContext context, CompilationModel model, AttributeData attribute, string name)
        => model.Baseline.Report(context.ReportDiagnostic, Diagnostic.Create(Rule, attribute.Location(context.CancellationToken), name), context.Symbol);
}
