using System.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios;

/// <summary>Measures two ways of doing the same in turn, in one process, so that noise hits both.</summary>
internal static class Interleaved
{
    /// <summary>Returns the median of the quotients of the pairs; a first pair warms up. Who begins changes from pair to pair.</summary>
    public static async Task<double> RatioAsync(int pairs, Func<Task> baseline, Func<Task> candidate)
    {
        var quotients = new List<double>();
        for (var pair = 0; pair <= pairs; pair++)
        {
            double first, second;
            if (pair % 2 == 0)
            {
                first = await TimeAsync(baseline);
                second = await TimeAsync(candidate);
            }
            else
            {
                second = await TimeAsync(candidate);
                first = await TimeAsync(baseline);
            }

            if (pair > 0)
            {
                quotients.Add(second / first);
            }
        }

        return Median(quotients);
    }

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }
}
