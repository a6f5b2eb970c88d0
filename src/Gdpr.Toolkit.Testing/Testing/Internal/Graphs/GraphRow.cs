using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>A row that was made up, and the rows that its links lead to.</summary>
internal sealed class GraphRow(IEntityType type, EntityEntry entry, IReadOnlyDictionary<IReadOnlyForeignKey, GraphRow> principals)
{
    public IEntityType Type { get; } = type;

    public EntityEntry Entry { get; } = entry;

    /// <summary>Gets the people whose row it is in any way.</summary>
    public HashSet<GraphRow> Owners { get; } = [];

    /// <summary>Follows links from the row; null where one leads nowhere.</summary>
    public GraphRow? Follow(IEnumerable<IReadOnlyForeignKey> hops)
        => hops.Aggregate((GraphRow?)this, (row, hop) => row?.Principal(hop));

    private GraphRow? Principal(IReadOnlyForeignKey hop) => principals.GetValueOrDefault(hop);
}
