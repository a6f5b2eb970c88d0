using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Registers a rule where it can find anything at all.</summary>
internal static class Registration
{
    /// <summary>Registers a rule that looks at attributes of ours on members.</summary>
    public static void OnMembers(this AnalysisContext context, Action<SymbolAnalysisContext, CompilationModel> analyze)
    {
        context.RegisterCompilationStartAction(start =>
        {
            var model = CompilationModel.Of(start.Compilation);
            if (model.Symbols.HasToolkit)
                start.RegisterSymbolAction(member => analyze(member, model), ImmutableArray.Create(SymbolKind.Property, SymbolKind.Field));
        });
    }
}
