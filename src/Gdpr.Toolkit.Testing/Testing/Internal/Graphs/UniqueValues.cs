using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Remembers what the rows of a graph hold that must be there once: keys and unique indexes.</summary>
internal sealed class UniqueValues
{
    private readonly HashSet<(object Constraint, string Values)> _taken = [];

    /// <summary>Takes the values of a row; none where another row has some of them.</summary>
    public bool TryTake(IEntityType type, IReadOnlyDictionary<IProperty, object?> values)
    {
        var own = type.GetKeys().Select(key => ((object)key, key.Properties))
            .Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => ((object)index, index.Properties)))
            .Where(constraint => constraint.Properties.All(property => values.GetValueOrDefault(property) is not null))
            .Select(constraint => (constraint.Item1, string.Join('|', constraint.Properties.Select(property => ValueText.Of(values[property])))))
            .ToList();
        if (own.Exists(_taken.Contains))
        {
            return false;
        }

        _taken.UnionWith(own);
        return true;
    }
}
