using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Dictionary;
using Gdpr.Toolkit.Analyzers.Model;
using Gdpr.Toolkit.Analyzers.Settings;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR014: a setting or a dictionary of the rules cannot be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CorrectSettingsAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.CorrectSettings,
        title: "Correct the settings of the rules",
        messageFormat: "'{0}' does not count: {1}",
        RuleCategories.Privacy,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Rules that silently run with other words or severities than the team has written down let personal data pass unseen.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.CorrectSettings),
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        var model = CompilationModel.Of(context.Compilation, context.Options);
        var languages = model.Languages;
        foreach (var file in languages.Files)
        {
            if (file.Dictionary.Error is { } error)
                context.ReportDiagnostic(Diagnostic.Create(Rule, PlaceOf(file, error.At), Path.GetFileName(file.Path), error.Message));
        }

        foreach (var (line, place) in model.Baseline.Mistakes)
            context.ReportDiagnostic(Diagnostic.Create(Rule, place, line, "a line of a baseline begins with the id of a rule that may be in one"));

        foreach (var (setting, what) in new SettingErrors(languages).Find(context.Compilation, context.Options))
            context.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, setting, what));
    }

    private static Location PlaceOf(DictionaryFile file, int at)
    {
        var span = new TextSpan(Math.Min(at, file.Text.Length), 0);
        return Location.Create(file.Path, span, file.Text.Lines.GetLinePositionSpan(span));
    }
}
