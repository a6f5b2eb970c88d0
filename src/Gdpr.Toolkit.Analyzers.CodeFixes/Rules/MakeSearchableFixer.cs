using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>Fixes GDPR008 by adding <c>Searchable = true</c>; never in bulk, because an index shows which rows are equal and needs a migration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakeSearchableFixer : CodeFixProvider
{
    /// <summary>The equivalence key of the action.</summary>
    public const string Key = RuleIds.MakeSearchable + ".Searchable";

    private const string Searchable = "Searchable";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MakeSearchable];

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.AdditionalLocations.Count != 1
                || diagnostic.AdditionalLocations[0] is not { SourceTree: { } tree } place
                || context.Document.Project.Solution.GetDocument(tree) is not { } document
                || await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
                || root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Make the property searchable by a blind index",
                    _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(attribute, MakeSearchable(attribute))).Project.Solution),
                    Key),
                diagnostic);
        }
    }

    private static AttributeSyntax MakeSearchable(AttributeSyntax attribute)
    {
        var value = LiteralExpression(SyntaxKind.TrueLiteralExpression);
        var argument = AttributeArgument(value).WithNameEquals(
            NameEquals(IdentifierName(Searchable).WithTrailingTrivia(Space)).WithEqualsToken(Token(TriviaList(), SyntaxKind.EqualsToken, TriviaList(Space))));
        if (attribute.ArgumentList is not { Arguments: { Count: > 0 } arguments })
            return attribute.WithArgumentList(AttributeArgumentList(SingletonSeparatedList(argument)));
        if (arguments.FirstOrDefault(other => other.NameEquals?.Name.Identifier.ValueText == Searchable) is { } existing)
            return attribute.WithArgumentList(attribute.ArgumentList.WithArguments(arguments.Replace(existing, existing.WithExpression(value))));

        var changed = SeparatedList<AttributeArgumentSyntax>(
            arguments.GetWithSeparators().Insert(0, Token(TriviaList(), SyntaxKind.CommaToken, TriviaList(Space))).Insert(0, argument));
        return attribute.WithArgumentList(attribute.ArgumentList.WithArguments(changed));
    }
}
