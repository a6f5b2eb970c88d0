using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR001: a property of a persisted entity looks like personal data and is not annotated.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AnnotatePersonalDataAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The key of the diagnostic property that holds the suggested name of a <c>PersonalDataCategory</c>.</summary>
    public const string CategoryProperty = "category";

    /// <summary>The key of the diagnostic property that says why the property looks like personal data.</summary>
    public const string ReasonProperty = "reason";

    /// <summary>The key of the diagnostic property that holds the name of a category of a user's dictionary, where it was one.</summary>
    public const string OwnCategoryProperty = "ownCategory";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.AnnotatePersonalData,
        title: "Annotate personal data",
        messageFormat: "'{0}' looks like personal data ({1}: {2}); annotate it with [PersonalData(PersonalDataCategory.{1}, …)] or [NotPersonalData(\"why not\")]",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What is not annotated is not encrypted, not exported and not erased. Say of every property of a persisted entity that looks like personal data what it is, or why it is not.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.AnnotatePersonalData));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        // Entities that scaffolding or a source generator wrote are stored like any other.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.AnnotatePersonalData, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (model.Symbols.HasEntityFramework || model.Symbols.HasToolkit)
            context.RegisterSymbolAction(symbol => AnalyzeType(symbol, model), SymbolKind.NamedType);
    }

    private static void AnalyzeType(SymbolAnalysisContext context, CompilationModel model)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !model.Entities.Contains(type))
            return;
        if (Annotations.RestIsNotPersonalData(type, model.Symbols))
            return;

        foreach (var (property, finding) in new EntityJudge(type, model).Findings())
        {
            var place = property.Locations[0];
            if (model.Categories.SeverityOf(place.SourceTree, finding.Category, finding.OwnCategory, Rule.DefaultSeverity) is not { } severity)
                continue;
            var name = $"{type.Name}.{property.Name}";
            var diagnostic = Diagnostic.Create(Rule, place, severity, null, finding.Properties, name, finding.Category, finding.Reason);
            model.Baseline.Report(context.ReportDiagnostic, diagnostic, property);
        }
    }
}
