using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR007: an operator that the database cannot run on ciphertext, on an encrypted property in a query.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoNotQueryCiphertextAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.DoNotQueryCiphertext,
        title: "Do not query ciphertext",
        messageFormat: "'{0}' is encrypted, so the database cannot evaluate {1} on it; do it after AsEnumerable(), or keep a column that is not personal data",
        RuleCategories.Privacy,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The database holds ciphertext that differs in every row: ordering, grouping, searching in it or computing with it would give wrong results. The toolkit refuses such a query when it runs.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.DoNotQueryCiphertext));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnQueries(RuleIds.DoNotQueryCiphertext, Analyze);
    }

    private static void Analyze(OperationAnalysisContext context, CompilationModel model, IPropertySymbol property, EncryptedMark mark, QueryUse use)
    {
        if (!use.IsEquality)
            context.ReportDiagnostic(Diagnostic.Create(Rule, context.Operation.Syntax.GetLocation(), $"{property.ContainingType.Name}.{property.Name}", use.Operation));
    }
}
