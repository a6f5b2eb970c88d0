using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Registers a rule where it can find anything at all.</summary>
internal static class Registration
{
    /// <summary>Registers a rule with what all rules know of the compilation.</summary>
    public static void OnModel(this AnalysisContext context, string rule, Action<CompilationStartAnalysisContext, CompilationModel> start)
    {
        context.RegisterCompilationStartAction(compilation =>
        {
            var model = CompilationModel.Of(compilation.Compilation, compilation.Options);
            start(compilation, model);
            if (BaselineRules.Ids.Contains(rule))
                model.Baseline.Watch(compilation, rule);
        });
    }

    /// <summary>Registers a rule that looks at attributes of ours on members.</summary>
    public static void OnMembers(this AnalysisContext context, string rule, Action<SymbolAnalysisContext, CompilationModel> analyze)
    {
        context.OnModel(rule, (start, model) =>
        {
            if (model.Symbols.HasToolkit)
                start.RegisterSymbolAction(member => analyze(member, model), ImmutableArray.Create(SymbolKind.Property, SymbolKind.Field));
        });
    }

    /// <summary>Registers a rule that looks at attributes of ours on members, and at the calls that say the same.</summary>
    public static void OnMembersAndCalls(
        this AnalysisContext context, string rule, Action<SymbolAnalysisContext, CompilationModel> analyze, Action<OperationAnalysisContext, CompilationModel> analyzeCall)
    {
        context.OnModel(rule, (start, model) =>
        {
            if (!model.Symbols.HasToolkit)
                return;
            start.RegisterSymbolAction(member => analyze(member, model), ImmutableArray.Create(SymbolKind.Property, SymbolKind.Field));
            if (model.Symbols.HasEntityFramework)
                start.RegisterOperationAction(call => analyzeCall(call, model), OperationKind.Invocation);
        });
    }

    /// <summary>Registers a rule that looks at what queries do with encrypted properties.</summary>
    public static void OnQueries(
        this AnalysisContext context, string rule, Action<OperationAnalysisContext, CompilationModel, IPropertySymbol, EncryptedMark, QueryUse> analyze)
    {
        context.OnModel(rule, (start, model) =>
        {
            if (!model.Symbols.HasToolkit || !model.Symbols.HasEntityFramework)
                return;

            start.RegisterOperationAction(
                operation =>
                {
                    var reference = (IPropertyReferenceOperation)operation.Operation;
                    if (EncryptedMark.Of(reference.Property, model) is { } mark && QueryUses.Find(reference) is { } use)
                        analyze(operation, model, reference.Property, mark, use);
                },
                OperationKind.PropertyReference);
        });
    }
}
