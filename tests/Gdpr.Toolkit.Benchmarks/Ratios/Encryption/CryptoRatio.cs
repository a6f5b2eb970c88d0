namespace Gdpr.Toolkit.Benchmarks.Ratios.Encryption;

/// <summary>A ratio of two loops on one thread that do the same <paramref name="times"/> times.</summary>
internal abstract class CryptoRatio(string name, double upperBound, int times) : IRatio
{
    public string Name => name;

    public double UpperBound => upperBound;

    public Task<double> MeasureAsync(int pairs) => Interleaved.RatioAsync(pairs, () => RunAsync(Bare), () => RunAsync(Ours));

    /// <summary>Does it with the calls of .NET that are needed for it, and nothing else.</summary>
    protected abstract void Bare(int count);

    /// <summary>Does it with the library.</summary>
    protected abstract void Ours(int count);

    private Task RunAsync(Action<int> loop)
    {
        loop(times);
        return Task.CompletedTask;
    }
}
