using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR009: <c>[Encrypted]</c> on a key, a foreign key, a concurrency token or a relationship.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EncryptOnlyPlainColumnsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.EncryptOnlyPlainColumns,
        title: "Encrypt only plain columns",
        messageFormat: "'{0}' is {1} and cannot be [Encrypted]: {2}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The ciphertext of a value differs in every row and at every write, so the database cannot use it as a key or a concurrency token. The model is refused when the application starts.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.EncryptOnlyPlainColumns));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnMembers(RuleIds.EncryptOnlyPlainColumns, Analyze);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model)
    {
        if (context.Symbol is not IPropertySymbol property)
            return;

        Location location;
        if (property.FindAttribute(model.Symbols.Encrypted) is { } attribute)
            location = attribute.Location(context.CancellationToken);
        else if (model.Entities.Fluent.Encrypted.ContainsKey(property))
            location = property.Locations[0];
        else
            return;

        if (EncryptionObstacles.Find(property, model) is var (what, instead))
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, $"{property.ContainingType.Name}.{property.Name}", what, instead));
    }
}
