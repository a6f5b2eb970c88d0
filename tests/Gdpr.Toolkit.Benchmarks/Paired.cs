using System.Diagnostics;
using System.Globalization;

namespace Gdpr.Toolkit.Benchmarks;

/// <summary>Runs two ways of doing the same in turn, in one process, and compares their medians: noise hits both.</summary>
internal static class Paired
{
    public static async Task<string> CompareAsync(string name, int rounds, Func<int, Task> baseline, Func<int, Task> candidate)
    {
        var baselines = new List<double>();
        var candidates = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var first = await TimeAsync(baseline, round);
            var second = await TimeAsync(candidate, round);
            if (round > 0)
            {
                baselines.Add(first);
                candidates.Add(second);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Median(baselines):0.00} | {Median(candidates):0.00} | {Median(candidates) / Median(baselines):0.0} | {candidates.Min() / baselines.Min():0.0} |");
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int round)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        await work(round);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
