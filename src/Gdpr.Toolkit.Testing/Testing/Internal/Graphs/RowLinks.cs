using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Where the foreign keys of one row lead to.</summary>
internal sealed class RowLinks
{
    private readonly Dictionary<IReadOnlyForeignKey, GraphRow> _principals = [];
    private readonly Dictionary<IProperty, PropertyEntry> _sources = [];

    /// <summary>Gets the rows that were chosen.</summary>
    public IReadOnlyDictionary<IReadOnlyForeignKey, GraphRow> Principals => _principals;

    /// <summary>Gets the values that the row's own columns take from them.</summary>
    public IReadOnlyDictionary<IProperty, object?> Values => _sources.ToDictionary(source => source.Key, source => source.Value.CurrentValue);

    /// <summary>Gets the columns whose values are not known before the principal is saved.</summary>
    public IEnumerable<IProperty> Temporary => _sources.Where(source => source.Value.IsTemporary).Select(source => source.Key);

    /// <summary>Whether a link can lead to a row: columns that it shares with other links must have one value.</summary>
    public bool Agree(IForeignKey foreignKey, GraphRow principal)
        => Pairs(foreignKey, principal).All(pair => !_sources.TryGetValue(pair.Own, out var known) || Equals(known.CurrentValue, pair.Theirs.CurrentValue));

    public void Add(IForeignKey foreignKey, GraphRow principal)
    {
        _principals.Add(foreignKey, principal);
        foreach (var (own, theirs) in Pairs(foreignKey, principal))
        {
            _sources[own] = theirs;
        }
    }

    /// <summary>Pairs the columns of a link with those that they refer to.</summary>
    public static IEnumerable<(IProperty Own, PropertyEntry Theirs)> Pairs(IForeignKey foreignKey, GraphRow principal)
        => foreignKey.Properties.Zip(foreignKey.PrincipalKey.Properties, (own, theirs) => (own, principal.Entry.Property(theirs)));
}
