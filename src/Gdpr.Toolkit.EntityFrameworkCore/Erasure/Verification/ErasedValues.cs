using Gdpr.Toolkit.Model;

namespace Gdpr.Toolkit.Erasure;

/// <summary>The values that an erasure takes, as far as they are searched for afterwards. Held in memory only, and no more of them than fit there.</summary>
/// <param name="scope">How far it is looked afterwards.</param>
/// <param name="limit">How many different values are held.</param>
internal sealed class ErasedValues(VerificationScope scope, int limit = ErasedValues.Limit)
{
    /// <summary>How many different values of a person are searched for.</summary>
    public const int Limit = 100_000;

    private readonly Dictionary<string, ErasedValue> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ErasedValue> All => _values.Values;

    /// <summary>Gets the names of properties with values that are not here, because there were too many.</summary>
    public IReadOnlyCollection<string> LeftOut => _leftOut;

    /// <summary>Collects what is going to be gone from a row.</summary>
    public void Add(PersonRow row, PlannedRow planned)
    {
        if (scope == VerificationScope.OwnPaths)
        {
            return;
        }

        foreach (var (property, value) in ErasedValue.Of(row, planned, scope))
        {
            Add(property, value);
        }
    }

    private void Add(MappedProperty property, ErasedValue value)
    {
        // Of two that are alike, the one is kept of which the blind index can tell whether others hold it.
        if (_values.TryGetValue(value.Text, out var known))
        {
            _values[value.Text] = known.Indexed is null ? value : known;
        }
        else if (_values.Count < limit)
        {
            _values.Add(value.Text, value);
        }
        else
        {
            _leftOut.Add($"{property.Entity}.{property.Path}");
        }
    }
}
