namespace Gdpr.Toolkit.Erasure;

/// <summary>The numbers of the values that stand in one place.</summary>
internal sealed class FoundValues
{
    private readonly HashSet<int> _whole = [];

    public HashSet<int> All { get; } = [];

    /// <summary>Whether a value is all that stands there.</summary>
    public bool IsWhole(int value) => _whole.Contains(value);

    public void Add(int value, bool isWhole)
    {
        All.Add(value);
        if (isWhole)
        {
            _whole.Add(value);
        }
    }
}
