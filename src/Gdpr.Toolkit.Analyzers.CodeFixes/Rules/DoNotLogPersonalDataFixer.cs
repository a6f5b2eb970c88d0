using System.Collections.Immutable;
using System.Composition;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>Fixes GDPR005 by removing an argument and its placeholder from a message template that is written at the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DoNotLogPersonalDataFixer : CodeFixProvider
{
    /// <summary>The equivalence key of the action.</summary>
    public const string Key = RuleIds.DoNotLogPersonalData + ".RemoveArgument";

    private static readonly Regex Placeholder = new(@" ?\{[^{}]+\}", RegexOptions.CultureInvariant);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DoNotLogPersonalData];

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not { } value
                || value.FirstAncestorOrSelf<ArgumentSyntax>() is not { Parent: ArgumentListSyntax list } argument
                || argument.Expression.Span != diagnostic.Location.SourceSpan
                || Without(list, argument) is not { } changed)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create("Remove the argument from the log", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(list, changed))), Key),
                diagnostic);
        }
    }

    // Only where every placeholder has its argument and none is named.
    private static ArgumentListSyntax? Without(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var template = list.Arguments.IndexOf(other => other.Expression.IsKind(SyntaxKind.StringLiteralExpression));
        var index = list.Arguments.IndexOf(argument) - template - 1;
        if (template < 0 || index < 0 || list.Arguments.Any(other => other.NameColon is not null))
            return null;

        var literal = (LiteralExpressionSyntax)list.Arguments[template].Expression;
        var text = literal.Token.ValueText;
        var placeholders = Placeholder.Matches(text);
        if (!literal.Token.Text.StartsWith("\"", StringComparison.Ordinal)
            || literal.Token.Text.StartsWith("\"\"\"", StringComparison.Ordinal)
            || text.Contains("{{")
            || placeholders.Count != list.Arguments.Count - template - 1)
        {
            return null;
        }

        var shorter = text.Remove(placeholders[index].Index, placeholders[index].Length);
        var changed = list.Arguments.Replace(list.Arguments[template], list.Arguments[template].WithExpression(literal.WithToken(Literal(shorter).WithTriviaFrom(literal.Token))));
        return list.WithArguments(changed.RemoveAt(template + 1 + index));
    }
}
