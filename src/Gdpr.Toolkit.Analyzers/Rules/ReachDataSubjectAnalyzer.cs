using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Flow;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR011: an entity with personal data that no data subject can reach.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReachDataSubjectAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.ReachDataSubject,
        title: "Let a data subject reach personal data",
        messageFormat: "'{0}' holds personal data ('{1}') that leads to no data subject; mark it [DataSubject(DataSubjectRole.…)], or give it a reference to one",
        RuleCategories.Privacy,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Data that leads to nobody can be neither exported nor erased when the person asks. The model is refused when the application starts.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.ReachDataSubject));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.ReachDataSubject, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasToolkit)
            return;

        var types = new PersonalTypes(model);

        // Not cancelled: an IDE asks the same compilation again.
        var reach = new Lazy<SubjectReach>(() => new SubjectReach(model));
        context.RegisterSymbolAction(type => Analyze(type, model, types, reach), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, CompilationModel model, PersonalTypes types, Lazy<SubjectReach> reach)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || !model.Entities.Contains(type) || types.Declared(type).FirstOrDefault() is not { } property)
            return;
        if (model.Entities.HasMapping && !model.Entities.IsMapped(type))
            return;

        // A project of entities alone may have its subjects named by the project that maps them.
        if (reach.Value.Contains(type) || (!model.Entities.HasMapping && !reach.Value.HasSubject))
            return;

        model.Baseline.Report(context.ReportDiagnostic, Diagnostic.Create(Rule, type.Locations[0], type.Name, property.Name), type);
    }
}
