using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>Fixes GDPR002 by adding the condition that the developer picks; never in bulk, because it is a legal statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DeclareConditionFixer : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DeclareCondition];

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: not null } attribute
                || !diagnostic.Properties.TryGetValue(DeclareConditionAnalyzer.ArgumentProperty, out var argument)
                || !diagnostic.Properties.TryGetValue(DeclareConditionAnalyzer.TypeProperty, out var typeName)
                || model.Compilation.GetTypeByMetadataName($"{ToolkitNames.Namespace}.{typeName}") is not { } type)
            {
                continue;
            }

            var written = type.ToMinimalDisplayString(model, attribute.SpanStart);
            foreach (var member in Choices(type))
            {
                var expression = $"{written}.{member}";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Declare {argument} = {typeName}.{member}",
                        _ => Task.FromResult(Declare(context.Document, root, attribute, argument!, expression)),
                        KeyOf(member)),
                    diagnostic);
            }
        }
    }

    /// <summary>Returns the equivalence key of the action that declares one condition.</summary>
    /// <param name="member">The name of the enumeration's member.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string member) => $"{RuleIds.DeclareCondition}.{member}";

    private static IEnumerable<string> Choices(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: not 0 })
                yield return member.Name;
        }
    }

    // An argument that says None is replaced; otherwise the new one comes last.
    private static Document Declare(Document document, SyntaxNode root, AttributeSyntax attribute, string argument, string expression)
    {
        var value = ParseExpression(expression);
        var arguments = attribute.ArgumentList!.Arguments;
        var existing = arguments.FirstOrDefault(other => other.NameEquals?.Name.Identifier.ValueText == argument);
        var changed = existing is not null
            ? arguments.Replace(existing, existing.WithExpression(value))
            : arguments.Count == 0
                ? arguments.Add(Named(argument, value))
                : SeparatedList<AttributeArgumentSyntax>(
                    arguments.GetWithSeparators()
                        .Add(Token(TriviaList(), SyntaxKind.CommaToken, TriviaList(Space)))
                        .Add(Named(argument, value)));
        return document.WithSyntaxRoot(root.ReplaceNode(attribute, attribute.WithArgumentList(attribute.ArgumentList.WithArguments(changed))));
    }

    private static AttributeArgumentSyntax Named(string argument, ExpressionSyntax value)
        => AttributeArgument(value).WithNameEquals(NameEquals(IdentifierName(argument).WithTrailingTrivia(Space))
            .WithEqualsToken(Token(TriviaList(), SyntaxKind.EqualsToken, TriviaList(Space))));
}
