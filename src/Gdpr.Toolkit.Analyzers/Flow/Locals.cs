using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Follows locals that are given a value once.</summary>
internal static class Locals
{
    /// <summary>Returns the value that a local is declared with, or null where it may have another one by now.</summary>
    public static IOperation? InitialValue(ILocalReferenceOperation reference)
    {
        if (reference.SemanticModel is not { } model || reference.Local.DeclaringSyntaxReferences.Length != 1)
            return null;
        if (reference.Local.DeclaringSyntaxReferences[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator)
            return null;
        if (value.SyntaxTree != reference.Syntax.SyntaxTree || IsWrittenAgain(declarator))
            return null;

        return model.GetOperation(value);
    }

    private static bool IsWrittenAgain(VariableDeclaratorSyntax declarator)
    {
        var name = declarator.Identifier.ValueText;
        var scope = declarator.FirstAncestorOrSelf<BlockSyntax>() ?? declarator.SyntaxTree.GetRoot();
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != name)
                continue;
            if (identifier.Parent is AssignmentExpressionSyntax assignment && assignment.Left == identifier)
                return true;
            if (identifier.Parent is ArgumentSyntax argument && !argument.RefKindKeyword.IsKind(SyntaxKind.None))
                return true;
        }

        return false;
    }
}
