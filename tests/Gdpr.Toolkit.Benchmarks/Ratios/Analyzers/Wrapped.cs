using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>Stands in for a rule: registers what the rule registers, and runs its callbacks under a probe.</summary>
#pragma warning disable RS1001 // Never loaded by a compiler.
internal sealed class Wrapped(DiagnosticAnalyzer rule, Probe probe) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => rule.SupportedDiagnostics;

#pragma warning disable RS1025, RS1026 // The rule says both itself.
    public override void Initialize(AnalysisContext context) => rule.Initialize(new WrappedContext(context, probe));
#pragma warning restore RS1025, RS1026
}
