using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Flow;
using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR010: executeDelete, ExecuteUpdate or SQL on entities with personal data.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoNotBypassProtectionAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.DoNotBypassProtection,
        title: "Do not bypass the protection of personal data",
        messageFormat: "'{0}' works in the database on '{1}', which holds personal data: {2}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What runs in the database goes past encryption, erasure and their records.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.DoNotBypassProtection));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.DoNotBypassProtection, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasMarks || !model.Symbols.HasEntityFramework)
            return;

        var types = new PersonalTypes(model);
        context.RegisterOperationAction(call => Analyze(call, model, types), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context, CompilationModel model, PersonalTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (!method.IsExtensionMethod || method.ContainingNamespace is not { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" })
            return;

        switch (method.Name)
        {
            case "ExecuteDelete" or "ExecuteDeleteAsync" when IsPersonal(method, types):
                Report(context, model, call, method.TypeArguments[0].Name, "nothing is erased and nothing is recorded; use Remove, or IPersonalDataErasure");
                break;
            case "ExecuteUpdate" or "ExecuteUpdateAsync" when SetProperty(call, types) is { } property:
                Report(context, model, call, $"{property.ContainingType.Name}.{property.Name}", "the value is written past encryption; load the rows and call SaveChanges");
                break;
            case "FromSqlRaw" or "FromSql" or "FromSqlInterpolated" when IsPersonal(method, types):
                Report(context, model, call, method.TypeArguments[0].Name, "nobody checks what SQL does with ciphertext; use LINQ");
                break;
            case "ExecuteSql" or "ExecuteSqlAsync" or "ExecuteSqlRaw" or "ExecuteSqlRawAsync" or "ExecuteSqlInterpolated" or "ExecuteSqlInterpolatedAsync" or "SqlQuery" or "SqlQueryRaw"
                when SqlText.Tables(call).Select(table => model.Entities.Tables.TryGetValue(table, out var entity) ? entity : null).FirstOrDefault(types.Holds) is { } entity:
                Report(context, model, call, entity.Name, "SQL goes past encryption and erasure; use LINQ and SaveChanges");
                break;
        }
    }

    private static bool IsPersonal(IMethodSymbol method, PersonalTypes types) => method.TypeArguments.Length == 1 && types.Holds(method.TypeArguments[0]);

    // SetProperty(c => c.Email, …) of the setters; others are nobody's data.
    private static IPropertySymbol? SetProperty(IInvocationOperation update, PersonalTypes types)
    {
        foreach (var operation in update.Descendants())
        {
            if (operation is not IInvocationOperation { TargetMethod.Name: "SetProperty", Arguments.Length: > 0 } set)
                continue;
            foreach (var selected in set.Arguments[0].Descendants())
            {
                if (selected is IPropertyReferenceOperation reference && types.IsPersonal(reference.Property))
                    return reference.Property;
            }
        }

        return null;
    }

    private static void Report(OperationAnalysisContext context, CompilationModel model, IInvocationOperation call, string what, string instead)
    {
        var place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } ? member.Name.GetLocation() : call.Syntax.GetLocation();
        var method = call.TargetMethod.Name;
        model.Baseline.Report(context.ReportDiagnostic, Diagnostic.Create(Rule, place, method, what, instead), context.ContainingSymbol, $"{what}, {method}");
    }
}
