using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Registers a rule where it can find anything at all.</summary>
internal static class Registration
{
    /// <summary>Registers a rule that looks at attributes of ours on members.</summary>
    public static void OnMembers(this AnalysisContext context, Action<SymbolAnalysisContext, CompilationModel> analyze)
    {
        context.RegisterCompilationStartAction(start =>
        {
            var model = CompilationModel.Of(start.Compilation, start.Options);
            if (model.Symbols.HasToolkit)
                start.RegisterSymbolAction(member => analyze(member, model), ImmutableArray.Create(SymbolKind.Property, SymbolKind.Field));
        });
    }

    /// <summary>Registers a rule that looks at what queries do with encrypted properties.</summary>
    public static void OnQueries(this AnalysisContext context, Action<OperationAnalysisContext, IPropertySymbol, EncryptedMark, QueryUse> analyze)
    {
        context.RegisterCompilationStartAction(start =>
        {
            var model = CompilationModel.Of(start.Compilation, start.Options);
            if (!model.Symbols.HasToolkit || !model.Symbols.HasEntityFramework)
                return;

            start.RegisterOperationAction(
                operation =>
                {
                    var reference = (IPropertyReferenceOperation)operation.Operation;
                    if (EncryptedMark.Of(reference.Property, model) is { } mark && QueryUses.Find(reference) is { } use)
                        analyze(operation, reference.Property, mark, use);
                },
                OperationKind.PropertyReference);
        });
    }
}
