namespace Gdpr.Toolkit.Encryption;

/// <summary>Decides how many key rows one look-up loads: a run of neighbouring misses doubles the number, a jump takes it back to one.</summary>
/// <remarks>
/// Key rows lie in the order in which people were first saved, and so do most reads: 1,000 people take about a dozen
/// look-ups, 20 scattered ones take 20 small ones. Runs towards older rows count as well.
/// </remarks>
internal sealed class KeyReadAhead(int limit)
{
    public const int Largest = 512;

    // Gaps in a run: rows of people who are not among the results.
    private const int Tolerance = 8;

    private long _first;
    private long _last;
    private bool _backwards;

    /// <summary>Gets how many positions the next look-up covers.</summary>
    public int Window { get; private set; } = 1;

    /// <summary>Gets how far from the missed row the next look-up reaches towards older rows and towards newer ones.</summary>
    public KeyReach Reach => _backwards ? new(Window - 1, 0) : new(0, Window - 1);

    /// <summary>Learns where the missed row was and which rows came with it.</summary>
    public void Loaded(long missed, long first, long last)
    {
        var slack = Math.Max(Window, Tolerance);
        var isNext = _last > 0 && missed > _last && missed <= _last + slack;
        var isBefore = _last > 0 && missed < _first && missed >= _first - slack;
        Window = isNext || isBefore ? Math.Min(Math.Min(Window * 2, Largest), Math.Max(limit, 1)) : 1;
        if (isNext || isBefore)
        {
            _backwards = isBefore;
        }

        (_first, _last) = (first, last);
    }
}
