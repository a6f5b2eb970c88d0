using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Flow;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR006: personal data in the message of an exception or in the text that an entity prints of itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeepOutOfMessagesAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.KeepOutOfMessages,
        title: "Keep personal data out of messages",
        messageFormat: "'{0}' is personal data and reaches {1}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Messages of exceptions and the texts of objects end in logs, error pages and crash reports, where no erasure finds them.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.KeepOutOfMessages));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.KeepOutOfMessages, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasMarks || context.Compilation.GetTypeByMetadataName("System.Exception") is not { } exception)
            return;

        var types = new PersonalTypes(model);
        context.RegisterOperationAction(creation => AnalyzeCreation(creation, model, types, exception), OperationKind.ObjectCreation, OperationKind.Invocation);
        context.RegisterOperationBlockAction(block => AnalyzeText(block, model, types));
        context.RegisterSymbolAction(type => AnalyzeRecord(type, model, types), SymbolKind.NamedType);
    }

    // new OrderException(…), and : base(…) in an exception of one's own.
    private static void AnalyzeCreation(OperationAnalysisContext context, CompilationModel model, PersonalTypes types, INamedTypeSymbol exception)
    {
        var (type, arguments) = context.Operation switch
        {
            IObjectCreationOperation creation => (creation.Type as INamedTypeSymbol, creation.Arguments),
            IInvocationOperation { TargetMethod: { MethodKind: MethodKind.Constructor } constructor } call => (constructor.ContainingType, call.Arguments),
            _ => (null, []),
        };
        if (type is null || !type.IsOrDerivesFrom(exception))
            return;
        foreach (var argument in arguments)
        {
            Report(
                finding => model.Baseline.Report(context.ReportDiagnostic, finding.Diagnostic, context.ContainingSymbol, finding.What),
                argument.Value, types, $"the message of '{type.Name}'");
        }
    }

    private static void AnalyzeText(OperationBlockAnalysisContext context, CompilationModel model, PersonalTypes types)
    {
        if (context.OwningSymbol is not IMethodSymbol { Name: "ToString", IsOverride: true, Parameters.IsEmpty: true } method)
            return;
        foreach (var block in context.OperationBlocks)
        {
            foreach (var operation in block.Descendants())
            {
                if (operation is IReturnOperation { ReturnedValue: { } value } && !IsInLambda(operation))
                    Report(finding => model.Baseline.Report(context.ReportDiagnostic, finding.Diagnostic, method, finding.What), value, types, $"the text of '{method.ContainingType.Name}'");
            }
        }
    }

    // A record prints every public property unless it prints itself.
    private static void AnalyzeRecord(SymbolAnalysisContext context, CompilationModel model, PersonalTypes types)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!type.IsRecord || PrintsItself(type) || types.Declared(type).FirstOrDefault(property => property.DeclaredAccessibility == Accessibility.Public) is not { } property)
            return;

        var diagnostic = Diagnostic.Create(
            Rule, type.Locations[0], $"{type.Name}.{property.Name}", $"the text that the record '{type.Name}' prints of itself; override ToString");
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, type);
    }

    private static bool PrintsItself(INamedTypeSymbol type)
    {
        for (var current = type; current is { IsRecord: true }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is not IMethodSymbol { IsImplicitlyDeclared: false, Name: "ToString" or "PrintMembers" } method)
                    continue;
                if (SymbolEqualityComparer.Default.Equals(current, type) || method.IsSealed)
                    return true;
            }
        }

        return false;
    }

    private static bool IsInLambda(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    private static void Report(Action<(Diagnostic Diagnostic, string What)> report, IOperation value, PersonalTypes types, string where)
    {
        foreach (var leak in PersonalValues.Find(value, types, wholeObjects: false))
            report((Diagnostic.Create(Rule, leak.Place.Syntax.GetLocation(), leak.What, where), $"{leak.What}, {where}"));
    }
}
