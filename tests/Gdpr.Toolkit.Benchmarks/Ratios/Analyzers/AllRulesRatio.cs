using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>A build of a large model with all rules, in terms of one with rules that register the same and do nothing.</summary>
internal sealed class AllRulesRatio : IRatio
{
    public string Name => "analyzer.all-rules";

    public double UpperBound => 1.15;

    public Task<double> MeasureAsync(int pairs)
    {
        var rules = LargeModel.CreateRules();
        ImmutableArray<DiagnosticAnalyzer> idle = [.. LargeModel.CreateRules().Select(rule => new Wrapped(rule, new Probe(runs: false)))];
        return Interleaved.RatioAsync(pairs, () => RunAsync(idle, finds: false), () => RunAsync(rules, finds: true));
    }

    // A model in which the rules find nothing would measure nothing.
    private static async Task RunAsync(ImmutableArray<DiagnosticAnalyzer> analyzers, bool finds)
    {
        var found = await LargeModel.AnalyzeAsync(LargeModel.Compile(), analyzers);
        if (finds ? found < LargeModel.Classes : found > 0)
        {
            throw new InvalidOperationException($"The rules found {found} things.");
        }
    }
}
