using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>The time that all callbacks of all rules take together for one property of a large model, in microseconds.</summary>
internal sealed class MicrosecondsPerProperty : IRatio
{
    public string Name => "analyzer.microseconds-per-property";

    public double UpperBound => 5;

    public async Task<double> MeasureAsync(int pairs)
    {
        var probe = new Probe(runs: true);
        ImmutableArray<DiagnosticAnalyzer> rules = [new BindFirst(), .. LargeModel.CreateRules().Select(rule => new Wrapped(rule, probe))];
        for (var run = 0; run <= pairs; run++)
        {
            probe.Restart();
            await LargeModel.AnalyzeAsync(LargeModel.Compile(), rules);
        }

        return probe.BestTime.TotalMicroseconds / (LargeModel.Classes * LargeModel.Properties);
    }
}
