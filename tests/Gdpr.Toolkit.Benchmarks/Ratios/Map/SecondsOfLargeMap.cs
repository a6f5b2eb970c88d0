using System.Diagnostics;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Map;

/// <summary>How long it takes to map 200 entity types; the median, in seconds.</summary>
internal sealed class SecondsOfLargeMap : IRatio
{
    private const int Types = 200;

    public string Name => "map.seconds-of-200-types";

    public double UpperBound => 1;

    public Task<double> MeasureAsync(int pairs)
    {
        var seconds = new List<double>();
        for (var round = 0; round < pairs; round++)
        {
            var model = LargeModel.Build(Types);
            var watch = Stopwatch.StartNew();
            LargeModel.Map(model);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        return Task.FromResult(Interleaved.Median(seconds));
    }
}
