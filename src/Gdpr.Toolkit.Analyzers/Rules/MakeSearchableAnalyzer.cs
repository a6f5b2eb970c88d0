using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR008: equality on an encrypted property that is not searchable.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MakeSearchableAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.MakeSearchable,
        title: "Make searchable what a query compares",
        messageFormat: "'{0}' is encrypted and has no blind index, so a query cannot use it with {1}; mark it [Encrypted(Searchable = true)]",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Queries compare encrypted values by a blind index beside them, which a property has only where it says so. The toolkit refuses the query when it runs.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.MakeSearchable));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnQueries(RuleIds.MakeSearchable, Analyze);
    }

    private static void Analyze(OperationAnalysisContext context, CompilationModel model, IPropertySymbol property, EncryptedMark mark, QueryUse use)
    {
        if (!use.IsEquality || mark.IsSearchable)
            return;

        var attribute = mark.Attribute?.ApplicationSyntaxReference is not null ? mark.Attribute.Location(context.CancellationToken) : null;
        var name = $"{property.ContainingType.Name}.{property.Name}";
        var diagnostic = Diagnostic.Create(Rule, context.Operation.Syntax.GetLocation(), attribute is null ? [] : [attribute], name, use.Operation);
        model.Baseline.Report(context.ReportDiagnostic, diagnostic, context.ContainingSymbol, $"{name}, {use.Operation}");
    }
}
