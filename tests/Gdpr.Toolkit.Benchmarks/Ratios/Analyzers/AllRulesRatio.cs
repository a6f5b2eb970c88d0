using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>A build of a large model with all rules, in terms of one with rules that register the same and do nothing.</summary>
/// <remarks>
/// In processor time: the compiler and the rules run on two threads, and which of them binds a symbol that both need is chance.
/// Elapsed time would measure that and what else the machine does.
/// </remarks>
internal sealed class AllRulesRatio : IRatio
{
    private const int RunsOfAPair = 3;

    public string Name => "analyzer.all-rules";

    public double UpperBound => 1.15;

    public Task<double> MeasureAsync(int pairs)
    {
        var rules = LargeModel.CreateRules();
        ImmutableArray<DiagnosticAnalyzer> idle = [.. LargeModel.CreateRules().Select(rule => new Wrapped(rule, new Probe(runs: false)))];
        return Interleaved.RatioOfProcessorTimeAsync(pairs, RunsOfAPair, () => RunAsync(idle, finds: false), () => RunAsync(rules, finds: true));
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
