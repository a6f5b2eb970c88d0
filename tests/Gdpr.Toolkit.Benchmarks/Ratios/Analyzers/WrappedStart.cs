using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>What a wrapped rule registers with for one compilation.</summary>
#pragma warning disable RS1012 // Hands on what a rule registers.
internal sealed class WrappedStart(CompilationStartAnalysisContext inner, Probe probe, List<Action<CompilationStartAnalysisContext>> registrations)
    : CompilationStartAnalysisContext(inner.Compilation, inner.Options, inner.CancellationToken)
#pragma warning restore RS1012
{
    public static NotSupportedException NotUsed()
        => new("A rule registers an action that no rule registered before: let WrappedContext or WrappedStart in tests/Gdpr.Toolkit.Benchmarks/Ratios/Analyzers pass it on.");

    public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action)
        => Register(start => start.RegisterCompilationEndAction(context => probe.Run(action, context)));

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds)
        => Register(start => start.RegisterSymbolAction(context => probe.Run(action, context), symbolKinds));

    public override void RegisterOperationAction(Action<OperationAnalysisContext> action, ImmutableArray<OperationKind> operationKinds)
        => Register(start => start.RegisterOperationAction(context => probe.Run(action, context), operationKinds));

    public override void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action)
        => Register(start => start.RegisterOperationBlockAction(context => probe.Run(action, context)));

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw NotUsed();

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw NotUsed();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw NotUsed();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw NotUsed();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds)
        => throw NotUsed();

    private void Register(Action<CompilationStartAnalysisContext> register)
    {
        register(inner);
        registrations.Add(register);
    }
}
