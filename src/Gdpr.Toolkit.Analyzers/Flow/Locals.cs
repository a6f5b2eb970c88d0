using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Flow;

/// <summary>Follows locals that are given a value once.</summary>
internal static class Locals
{
    /// <summary>Returns the value that a local is declared with, or null where it may have another one by now.</summary>
    /// <remarks>An element of a loop has the value of the sequence, and what a pattern names has the value that was matched.</remarks>
    public static IOperation? InitialValue(ILocalReferenceOperation reference)
    {
        if (reference.SemanticModel is not { } model || reference.Local.DeclaringSyntaxReferences.Length != 1)
            return null;

        var declaration = reference.Local.DeclaringSyntaxReferences[0].GetSyntax();
        var value = declaration switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            ForEachStatementSyntax loop => loop.Expression,
            SingleVariableDesignationSyntax { Parent: var pattern } when pattern is DeclarationPatternSyntax or RecursivePatternSyntax or VarPatternSyntax
                => (pattern.Parent as IsPatternExpressionSyntax)?.Expression,
            _ => null,
        };
        if (value is null || value.SyntaxTree != reference.Syntax.SyntaxTree || IsWrittenAgain(declaration, reference.Local.Name))
            return null;

        return model.GetOperation(value);
    }

    private static bool IsWrittenAgain(SyntaxNode declaration, string name)
    {
        var scope = declaration.FirstAncestorOrSelf<BlockSyntax>() ?? declaration.SyntaxTree.GetRoot();
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
