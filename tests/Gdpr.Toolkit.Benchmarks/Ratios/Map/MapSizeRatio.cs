using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Benchmarks.Ratios.Map;

/// <summary>What mapping 200 entity types costs in terms of mapping 100: 2 where the cost is linear in the size.</summary>
internal sealed class MapSizeRatio : IRatio
{
    private const int Small = 100;
    private const int Large = 200;
    private const int Repetitions = 10;

    public string Name => "map.200-types-by-100";

    public double UpperBound => 2.5;

    public Task<double> MeasureAsync(int pairs)
    {
        var small = LargeModel.Build(Small);
        var large = LargeModel.Build(Large);
        return Interleaved.RatioAsync(pairs, () => MapOften(small), () => MapOften(large));
    }

    private static Task MapOften(IModel model)
    {
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            LargeModel.Map(model);
        }

        return Task.CompletedTask;
    }
}
