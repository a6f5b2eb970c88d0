using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR002: a special category or criminal data without a declared condition.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclareConditionAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The key of the diagnostic property that holds the name of the missing argument.</summary>
    public const string ArgumentProperty = "argument";

    /// <summary>The key of the diagnostic property that holds the name of the enumeration to choose from.</summary>
    public const string TypeProperty = "type";

    private const string ConditionArgument = "Condition";
    private const string ConditionType = "Article9Condition";
    private const string BasisArgument = "Article10Basis";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.DeclareCondition,
        title: "Declare why special data may be processed",
        messageFormat: "'{0}' is {1} ({2}); declare why it may be processed: {3}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Processing special categories of personal data is forbidden unless a condition of Art. 9(2) holds; data about convictions and offences needs a basis under Art. 10.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.DeclareCondition));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnMembersAndCalls(RuleIds.DeclareCondition, Analyze, AnalyzeCall);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model)
    {
        if (PersonalDataMark.Of(context.Symbol, model.Symbols) is not { } mark)
            return;
        if (mark.IsSpecial && !mark.Declares(ConditionArgument))
            Report(context, model, mark, "of a special category", ConditionArgument, ConditionType);
        else if (mark.IsCriminal && !mark.Declares(BasisArgument))
            Report(context, model, mark, "data about convictions or offences", BasisArgument, BasisArgument);
    }

    // A call cannot declare it, so only the attribute will do.
    private static void AnalyzeCall(OperationAnalysisContext context, CompilationModel model)
    {
        if (FluentMark.Of(context.Operation, "IsPersonalData") is not { } mark || mark.Argument("category") is not { ConstantValue: { HasValue: true, Value: int number } } category)
            return;
        var isSpecial = PersonalDataMark.IsSpecialNumber(number);
        if (!isSpecial && !PersonalDataMark.IsCriminalNumber(number))
            return;

        var name = mark.PropertyName();
        var argument = isSpecial ? $"{ConditionArgument} = {ConditionType}.…" : $"{BasisArgument} = {BasisArgument}.…";
        var what = isSpecial ? "of a special category" : "data about convictions or offences";
        var diagnostic = Diagnostic.Create(Rule, mark.Place, name, what, PersonalDataMark.NameOf(category), $"{argument} in a [PersonalData] attribute in place of this call");
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.ContainingSymbol, name);
    }

    private static void Report(SymbolAnalysisContext context, CompilationModel model, PersonalDataMark mark, string what, string argument, string type)
    {
        var diagnostic = Diagnostic.Create(
            Rule,
            mark.Attribute.Location(context.CancellationToken),
            ImmutableDictionary<string, string?>.Empty.Add(ArgumentProperty, argument).Add(TypeProperty, type),
            $"{context.Symbol.ContainingType.Name}.{context.Symbol.Name}",
            what,
            mark.Category,
            $"{argument} = {type}.…");
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.Symbol);
    }
}
