using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>Finds <c>modelBuilder.Entity&lt;T&gt;()</c> and its like in contexts and configurations.</summary>
internal static class FluentCalls
{
    [SuppressMessage(
        "MicrosoftCodeAnalysisPerformance",
        "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer",
        Justification = "The entities must be known before the first one is judged; only type arguments inside a DbContext or a configuration are bound.")]
    public static void AddEntities(INamedTypeSymbol type, Compilation compilation, Action<ITypeSymbol> add)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            SemanticModel? model = null;
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (node is not GenericNameSyntax { TypeArgumentList.Arguments.Count: 1, Identifier.Text: "Entity" or "Owned" or "ComplexType" } call)
                    continue;
                model ??= compilation.GetSemanticModel(reference.SyntaxTree);
                if (model.GetTypeInfo(call.TypeArgumentList.Arguments[0]).Type is { } entity)
                    add(entity);
            }
        }
    }
}
