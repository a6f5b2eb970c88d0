using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Holds;

/// <summary>What a hold keeps of a model.</summary>
internal static class HoldRules
{
    /// <summary>Whether the entity part of a hold's scope covers rows of an entity; null asks whether it covers all rows.</summary>
    public static bool Keeps(this HoldRow row, IReadOnlyEntityType? entityType)
        => row.Entity is null || entityType?.GetAllBaseTypesInclusive().Any(type => type.Name == row.Entity) == true;

    /// <summary>Whether rows of an entity are what erasures and sweeps delete or leave: those of an owned type are parts of others, and a view has none.</summary>
    public static bool HasRows(IReadOnlyEntityType entityType)
        => !entityType.IsOwned() && entityType.FindPrimaryKey() is not null && entityType.GetDerivedTypesInclusive().Any(type => type.GetTableName() is not null);

    /// <exception cref="InvalidOperationException">A hold in force names an entity or a purpose that the application does not have.</exception>
    public static void Require(IEnumerable<HoldRow> rows, IModel model, GdprRuntime runtime)
    {
        foreach (var row in rows.Where(row => row.ReleasedAt is null))
        {
            if (row.Entity is { } entity && (model.FindEntityType(entity) is not { } held || !HasRows(held)))
            {
                throw HoldErrors.NamesNothing(row.HoldId, entity);
            }

            if (row.Purpose is { } purpose && runtime.Purposes.Find(purpose) is null)
            {
                throw HoldErrors.NamesNothing(row.HoldId, purpose);
            }
        }
    }
}
