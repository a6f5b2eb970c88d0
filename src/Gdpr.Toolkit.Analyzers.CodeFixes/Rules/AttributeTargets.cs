using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>The declarations of a property that can carry an attribute.</summary>
internal static class AttributeTargets
{
    /// <summary>Finds the property, or the positional parameter of a record, whose name is at a place.</summary>
    public static SyntaxNode? Find(SyntaxNode root, TextSpan name)
    {
        var token = root.FindToken(name.Start);
        return token.Parent switch
        {
            PropertyDeclarationSyntax property when property.Identifier == token => property,
            ParameterSyntax { Parent.Parent: RecordDeclarationSyntax } parameter when parameter.Identifier == token => parameter,
            _ => null,
        };
    }

    /// <summary>Adds an attribute: on a line of its own above a property, before a parameter with the target <c>property</c>.</summary>
    public static SyntaxNode Add(SyntaxNode declaration, AttributeSyntax attribute, SyntaxTrivia endOfLine) => declaration switch
    {
        PropertyDeclarationSyntax property => AddTo(property, attribute, endOfLine),
        ParameterSyntax parameter => AddTo(parameter, attribute),
        _ => declaration,
    };

    private static PropertyDeclarationSyntax AddTo(PropertyDeclarationSyntax property, AttributeSyntax attribute, SyntaxTrivia endOfLine)
    {
        var list = AttributeList(SingletonSeparatedList(attribute));
        if (property.AttributeLists.Count > 0)
        {
            var last = property.AttributeLists.Last();
            var indented = list.WithLeadingTrivia(Indentation(property.GetLeadingTrivia())).WithTrailingTrivia(last.GetTrailingTrivia());
            return property.WithAttributeLists(property.AttributeLists.Add(indented));
        }

        var leading = property.GetLeadingTrivia();
        return property
            .WithLeadingTrivia(Indentation(leading))
            .WithAttributeLists(SingletonList(list.WithLeadingTrivia(leading).WithTrailingTrivia(endOfLine)));
    }

    private static ParameterSyntax AddTo(ParameterSyntax parameter, AttributeSyntax attribute)
    {
        var list = AttributeList(
            AttributeTargetSpecifier(Token(SyntaxKind.PropertyKeyword)).WithTrailingTrivia(Space),
            SingletonSeparatedList(attribute));
        if (parameter.AttributeLists.Count > 0)
            return parameter.WithAttributeLists(parameter.AttributeLists.Add(list.WithTrailingTrivia(Space)));

        var leading = parameter.GetLeadingTrivia();
        return parameter
            .WithLeadingTrivia()
            .WithAttributeLists(SingletonList(list.WithLeadingTrivia(leading).WithTrailingTrivia(Space)));
    }

    private static SyntaxTriviaList Indentation(SyntaxTriviaList leading)
        => leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? TriviaList(leading.Last()) : TriviaList();
}
