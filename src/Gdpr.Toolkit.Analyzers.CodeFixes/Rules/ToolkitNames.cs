using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>How our attributes are written in one file: short with a using directive, or in full where Identity's have the same names.</summary>
internal sealed class ToolkitNames(SemanticModel model, CompilationUnitSyntax root)
{
    public const string Namespace = "Gdpr.Toolkit";

    private const string Attribute = "PersonalDataAttribute";

    // Both spellings an attribute is looked up with.
    private static readonly string[] ShortNames = ["PersonalData", Attribute];

    /// <summary>Gets the end of line that the file uses.</summary>
    public SyntaxTrivia EndOfLine { get; } = root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } used
        ? used
        : ElasticCarriageReturnLineFeed;

    /// <summary>Tells whether the attributes can be written at all.</summary>
    public static bool AreReferencedBy(Compilation compilation)
        => compilation.GetTypeByMetadataName($"{Namespace}.{Attribute}") is not null;

    /// <summary>Tells whether the short name means something else at a place, such as Identity's attribute.</summary>
    public bool InFull(SyntaxNode place)
    {
        foreach (var name in ShortNames)
        {
            foreach (var symbol in model.LookupNamespacesAndTypes(place.SpanStart, name: name))
            {
                if (symbol.ContainingNamespace?.ToDisplayString() != Namespace)
                    return true;
            }
        }

        return false;
    }

    /// <summary>Adds <c>using Gdpr.Toolkit;</c> where one of the short names would not be found without it.</summary>
    public CompilationUnitSyntax ImportIfNeeded(CompilationUnitSyntax changed, IEnumerable<SyntaxNode> places)
    {
        if (!places.Any(place => !InFull(place) && !IsInScope(place)))
            return changed;

        var directive = UsingDirective(ParseName(Namespace))
            .WithUsingKeyword(Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(Space))
            .WithTrailingTrivia(EndOfLine);
        if (changed.Usings.Count == 0)
            return ImportFirst(changed, directive);

        var index = changed.Usings.IndexOf(other => ComesAfter(other));
        if (index == 0)
        {
            var first = changed.Usings[0];
            var usings = changed.Usings.Replace(first, first.WithLeadingTrivia()).Insert(0, directive.WithLeadingTrivia(first.GetLeadingTrivia()));
            return changed.WithUsings(usings);
        }

        return changed.WithUsings(changed.Usings.Insert(index < 0 ? changed.Usings.Count : index, directive));
    }

    private bool IsInScope(SyntaxNode place) => model.LookupNamespacesAndTypes(place.SpanStart, name: Attribute).Length > 0;

    // A licence comment stays on top, a doc comment with its class; a blank line separates the using from the code.
    private CompilationUnitSyntax ImportFirst(CompilationUnitSyntax changed, UsingDirectiveSyntax directive)
    {
        var first = changed.GetFirstToken();
        var isNamespace = first.IsKind(SyntaxKind.NamespaceKeyword);
        var below = isNamespace ? TriviaList(EndOfLine) : first.LeadingTrivia.Insert(0, EndOfLine);
        var above = isNamespace ? first.LeadingTrivia : TriviaList();
        return changed
            .ReplaceToken(first, first.WithLeadingTrivia(below))
            .WithUsings(SingletonList(directive.WithLeadingTrivia(above)));
    }

    // Plain namespaces in order, System first, before aliases and static imports.
    private static bool ComesAfter(UsingDirectiveSyntax other)
    {
        if (other.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            return false;
        if (other.Alias is not null || other.StaticKeyword.IsKind(SyntaxKind.StaticKeyword))
            return true;

        var name = other.Name?.ToString() ?? "";
        var isSystem = name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
        return !isSystem && string.CompareOrdinal(name, Namespace) > 0;
    }
}
