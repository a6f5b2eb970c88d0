using System.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios;

/// <summary>Measures two ways of doing the same in turn, in one process, so that noise hits both.</summary>
internal static class Interleaved
{
    /// <summary>Returns the median of the quotients of the pairs; a first pair warms up. Who begins changes from pair to pair.</summary>
    public static Task<double> RatioAsync(int pairs, Func<Task> baseline, Func<Task> candidate)
        => RatioAsync(pairs, runs: 1, Elapsed, baseline, candidate);

    /// <summary>The same, with work before each run of a side that is not measured.</summary>
    public static Task<double> RatioAsync(int pairs, Func<Task> prepare, Func<Task> baseline, Func<Task> candidate)
        => RatioAsync(pairs, runs: 1, Elapsed, baseline, candidate, prepare);

    /// <summary>
    /// The same in processor time, of all threads: what other processes do meanwhile adds little to it. Each side of a pair is the
    /// best of some runs, because noise only adds.
    /// </summary>
    public static Task<double> RatioOfProcessorTimeAsync(int pairs, int runs, Func<Task> baseline, Func<Task> candidate)
        => RatioAsync(pairs, runs, () => Environment.CpuUsage.TotalTime, baseline, candidate);

    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<double> RatioAsync(int pairs, int runs, Func<TimeSpan> clock, Func<Task> baseline, Func<Task> candidate, Func<Task>? prepare = null)
    {
        var quotients = new List<double>();
        for (var pair = 0; pair <= pairs; pair++)
        {
            var (first, second) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var run = 0; run < runs; run++)
            {
                if (pair % 2 == 0)
                {
                    first = Min(first, await TimeAsync(clock, baseline, prepare));
                    second = Min(second, await TimeAsync(clock, candidate, prepare));
                }
                else
                {
                    second = Min(second, await TimeAsync(clock, candidate, prepare));
                    first = Min(first, await TimeAsync(clock, baseline, prepare));
                }
            }

            if (pair > 0)
            {
                quotients.Add(second / first);
            }
        }

        return Median(quotients);
    }

    private static async Task<TimeSpan> TimeAsync(Func<TimeSpan> clock, Func<Task> work, Func<Task>? prepare)
    {
        if (prepare is not null)
        {
            await prepare();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var begun = clock();
        await work();
        return clock() - begun;
    }

    private static TimeSpan Elapsed() => Stopwatch.GetElapsedTime(0);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
