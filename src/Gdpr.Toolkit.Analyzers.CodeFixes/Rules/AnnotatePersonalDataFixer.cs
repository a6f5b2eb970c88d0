using System.Collections.Immutable;
using System.Composition;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>Fixes GDPR001 by annotating the property: as personal data first, as something else second.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AnnotatePersonalDataFixer : CodeFixProvider
{
    /// <summary>The equivalence key of the action that adds <c>[PersonalData(…)]</c>.</summary>
    public const string PersonalDataKey = RuleIds.AnnotatePersonalData + ".PersonalData";

    /// <summary>The equivalence key of the action that adds <c>[NotPersonalData("…")]</c>.</summary>
    public const string NotPersonalDataKey = RuleIds.AnnotatePersonalData + ".NotPersonalData";

    /// <summary>The equivalence key of the action that annotates every finding of the class.</summary>
    public const string WholeClassKey = RuleIds.AnnotatePersonalData + ".WholeClass";

    private const string ReasonToEdit = "…";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.AnnotatePersonalData];

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(AnnotateAllAsync, [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution]);

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !ToolkitNames.AreReferencedBy(model.Compilation))
            return;

        foreach (var diagnostic in context.Diagnostics)
        {
            if (AttributeTargets.Find(root, diagnostic.Location.SourceSpan) is not { } target || Category(diagnostic) is not { } category)
                continue;

            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Annotate as personal data ({category})",
                    cancellation => AnnotateAsync(context.Document, [(target, PersonalData(category))], cancellation),
                    PersonalDataKey),
                diagnostic);
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Annotate as not personal data",
                    cancellation => AnnotateAsync(context.Document, [(target, NotPersonalData())], cancellation),
                    NotPersonalDataKey),
                diagnostic);

            var rest = FindingsOfClass(context.Document, model, target, context.CancellationToken);
            if (rest.Count > 1)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Annotate all {rest.Count} findings in the class as personal data",
                        cancellation => AnnotateAsync(context.Document, rest, cancellation),
                        WholeClassKey),
                    diagnostic);
            }
        }
    }

    // What the rule finds in the class, as far as it is declared in this file.
    private static List<(SyntaxNode Target, Annotation Annotation)> FindingsOfClass(
        Document document, SemanticModel model, SyntaxNode property, CancellationToken cancellation)
    {
        var root = property.SyntaxTree.GetRoot(cancellation);
        var changes = new List<(SyntaxNode Target, Annotation Annotation)>();
        if (property.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } type)
        {
            return changes;
        }

        var known = CompilationModel.Of(model.Compilation, document.Project.AnalyzerOptions);
        foreach (var (found, finding) in new EntityJudge(type, known).Findings())
        {
            var location = found.Locations[0];
            if (location.SourceTree == root.SyntaxTree && AttributeTargets.Find(root, location.SourceSpan) is { } target)
                changes.Add((target, PersonalData(finding.Category)));
        }

        return changes;
    }

    // "Not personal data" is a judgement about one property, so it is never made in bulk.
    private static async Task<Document?> AnnotateAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (context.CodeActionEquivalenceKey is not (PersonalDataKey or WholeClassKey))
            return document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || !ToolkitNames.AreReferencedBy(model.Compilation))
            return document;

        var changes = new List<(SyntaxNode Target, Annotation Annotation)>();
        foreach (var diagnostic in diagnostics)
        {
            if (AttributeTargets.Find(root, diagnostic.Location.SourceSpan) is { } target && Category(diagnostic) is { } category)
                changes.Add((target, PersonalData(category)));
        }

        return await AnnotateAsync(document, changes, context.CancellationToken).ConfigureAwait(false);
    }

    private static async Task<Document> AnnotateAsync(
        Document document, IReadOnlyList<(SyntaxNode Target, Annotation Annotation)> changes, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var names = new ToolkitNames(model, (CompilationUnitSyntax)root);
        var annotations = changes.ToDictionary(change => change.Target, change => change.Annotation);

        var changed = root.ReplaceNodes(
            annotations.Keys,
            (original, current) => AttributeTargets.Add(current, annotations[original].Attribute(names.InFull(original)), names.EndOfLine));
        return document.WithSyntaxRoot(names.ImportIfNeeded((CompilationUnitSyntax)changed, annotations.Keys));
    }

    private static string? Category(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(AnnotatePersonalDataAnalyzer.CategoryProperty, out var category) ? category : null;

    private static Annotation PersonalData(string category) => new("PersonalData", prefix => ParseExpression($"{prefix}PersonalDataCategory.{category}"));

    private static Annotation NotPersonalData()
        => new("NotPersonalData", _ => LiteralExpression(SyntaxKind.StringLiteralExpression, Literal(ReasonToEdit)));

    private sealed class Annotation(string name, Func<string, ExpressionSyntax> argument)
    {
        public AttributeSyntax Attribute(bool inFull)
        {
            var prefix = inFull ? ToolkitNames.Namespace + "." : "";
            return SyntaxFactory.Attribute(ParseName(prefix + name))
                .WithArgumentList(AttributeArgumentList(SingletonSeparatedList(AttributeArgument(argument(prefix)))));
        }
    }
}
