namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>A sequence that looks random and is the same for the same seed, on every version of .NET (SplitMix64). Not for secrets.</summary>
internal sealed class SeededNumbers(int seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>Gets a number below a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Gets whether something happens that does once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>Gets one of several.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
