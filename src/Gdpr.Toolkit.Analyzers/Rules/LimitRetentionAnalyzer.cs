using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gdpr.Toolkit.Analyzers.Baseline;
using Gdpr.Toolkit.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Gdpr.Toolkit.Analyzers.Rules;

/// <summary>GDPR004: personal data without retention, of its own or through its purposes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LimitRetentionAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new(
        RuleIds.LimitRetention,
        title: "Limit how long personal data is kept",
        messageFormat: "'{0}' is personal data ({1}) that nothing limits in time; give it a Retention, or a purpose of it RetainFor",
        RuleCategories.Privacy,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Personal data may be kept no longer than its purposes need it. Retention stands at the property or at the purposes that it is used for.",
        helpLinkUri: RuleIds.HelpLink(RuleIds.LimitRetention), customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = BaselineRules.With(Rule);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.OnModel(RuleIds.LimitRetention, Start);
    }

    private static void Start(CompilationStartAnalysisContext context, CompilationModel model)
    {
        if (!model.Symbols.HasToolkit)
            return;

        var unlimited = new ConcurrentQueue<(ISymbol Member, PersonalDataMark Mark)>();
        var purposes = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        context.RegisterSymbolAction(
            member =>
            {
                if (PersonalDataMark.Of(member.Symbol, model.Symbols) is { } mark && mark.Text("Retention") is null && mark.Purposes.Any())
                    unlimited.Enqueue((member.Symbol, mark));
            },
            SymbolKind.Property,
            SymbolKind.Field);
        context.RegisterOperationAction(call => Remember((IInvocationOperation)call.Operation, purposes), OperationKind.Invocation);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var (member, mark) in unlimited)
            {
                // A purpose that is registered elsewhere may well be limited.
                if (mark.Purposes.All(purpose => purposes.TryGetValue(purpose, out var limited) && !limited))
                {
                    var diagnostic = Diagnostic.Create(Rule, mark.Attribute.Location(end.CancellationToken), $"{member.ContainingType.Name}.{member.Name}", mark.Category);
                    model.Baseline.Report(end.ReportDiagnostic, diagnostic, member);
                }
            }
        });
    }

    // gdpr.Purpose("service", purpose => purpose.On(…).RetainFor(…)); what is not written as a lambda is taken as limited.
    private static void Remember(IInvocationOperation call, ConcurrentDictionary<string, bool> purposes)
    {
        if (call.TargetMethod is not { Name: "Purpose", ContainingType.Name: "GdprToolkitBuilder" } || call.Arguments.Length != 2)
            return;
        if (call.Arguments[0].Value.ConstantValue is not { HasValue: true, Value: string name })
            return;

        var configure = call.Arguments[1].Value;
        var isLimited = !configure.DescendantsAndSelf().Any(operation => operation is IAnonymousFunctionOperation)
            || configure.Descendants().Any(operation => operation is IInvocationOperation { TargetMethod.Name: "RetainFor" });
        purposes.AddOrUpdate(name, isLimited, (_, before) => before || isLimited);
    }
}
