using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Analyzers;

/// <summary>What the callbacks of the same rules allocate after an edit, in terms of the first run: nothing may pile up.</summary>
internal sealed class RerunAllocations : IRatio
{
    public string Name => "analyzer.rerun-allocations";

    public double UpperBound => 1;

    public async Task<double> MeasureAsync(int pairs)
    {
        var quotients = new List<double>();
        for (var pair = 0; pair <= pairs; pair++)
        {
            var probe = new Probe(runs: true);
            ImmutableArray<DiagnosticAnalyzer> rules = [new BindFirst(), .. LargeModel.CreateRules().Select(rule => new Wrapped(rule, probe))];
            var compilation = LargeModel.Compile();

            await LargeModel.AnalyzeAsync(compilation, rules);
            var first = probe.Allocated;
            probe.Restart();
            await LargeModel.AnalyzeAsync(LargeModel.Edit(compilation), rules);

            // The first pair reads the words and compiles the rules themselves.
            if (pair > 0)
            {
                quotients.Add((double)probe.Allocated / first);
            }
        }

        return Interleaved.Median(quotients);
    }
}
