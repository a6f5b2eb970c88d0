using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>Lets the compiler bind every member and attribute, which it does in any build, so that no rule is charged for asking first.</summary>
#pragma warning disable RS1001 // Never loaded by a compiler.
internal sealed class BindFirst : DiagnosticAnalyzer
#pragma warning restore RS1001
{
#pragma warning disable RS2008 // Reports nothing.
    private static readonly DiagnosticDescriptor Nothing = new("BIND", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Hidden, isEnabledByDefault: true);
#pragma warning restore RS2008

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

#pragma warning disable RS1012, RS1025, RS1026 // Only the start is needed, on one thread.
    public override void Initialize(AnalysisContext context) => context.RegisterCompilationStartAction(start => Bind(start.Compilation.Assembly.GlobalNamespace));
#pragma warning restore RS1012, RS1025, RS1026

    private static void Bind(INamespaceOrTypeSymbol container)
    {
        container.GetAttributes();
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                Bind(inner);
            }

            member.GetAttributes();
            _ = (member as IPropertySymbol)?.Type.AllInterfaces;
        }
    }
}
