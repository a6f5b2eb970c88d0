using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>What a wrapped rule registers with once.</summary>
internal sealed class WrappedContext(AnalysisContext inner, Probe probe) : AnalysisContext
{
    public override void EnableConcurrentExecution() => inner.EnableConcurrentExecution();

    public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => inner.ConfigureGeneratedCodeAnalysis(analysisMode);

    // A rule that does nothing looks up no symbols either: what it registered for the first compilation is registered again.
    public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action)
    {
        List<Action<CompilationStartAnalysisContext>>? registrations = null;
        inner.RegisterCompilationStartAction(start =>
        {
            if (probe.Runs)
            {
                probe.Run(action, new WrappedStart(start, probe, []));
            }
            else if (registrations is null)
            {
                registrations = [];
                action(new WrappedStart(start, probe, registrations));
            }
            else
            {
                registrations.ForEach(register => register(start));
            }
        });
    }

    public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action)
        => inner.RegisterCompilationAction(context => probe.Run(action, context));

    public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw WrappedStart.NotUsed();

    public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw WrappedStart.NotUsed();

    public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw WrappedStart.NotUsed();

    public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw WrappedStart.NotUsed();

    public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action)
        => throw WrappedStart.NotUsed();

    public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds)
        => throw WrappedStart.NotUsed();
}
