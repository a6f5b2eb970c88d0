using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps rows that somebody else's rows refer to: deleting them would take those along, or fail.</summary>
internal sealed class ForeignDependents(DbContext context, IReadOnlyList<PersonRow> rows)
{
    private readonly HashSet<string> _own =
        [.. rows.Select(row => Identity(row.Mapped.EntityType, row.KeyValues(row.Mapped.EntityType.FindPrimaryKey()!.Properties)))];

    /// <summary>Keeps what is referred to from outside the person's rows.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> KeepAsync(IReadOnlyList<PlannedRow> planned, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var row in planned.Where(row => !row.IsKept))
        {
            foreach (var foreignKey in Foreign(row.Row.Mapped.EntityType))
            {
                if (!row.IsKept && await IsReferredToAsync(row.Row, foreignKey, cancellationToken).ConfigureAwait(false))
                {
                    row.IsKept = any = true;
                }
            }
        }

        return any;
    }

    /// <summary>Foreign keys by which rows of other people, or of nobody, may lead here: all but those by which rows become this person's.</summary>
    private static IEnumerable<IForeignKey> Foreign(IEntityType entityType)
        => entityType.GetReferencingForeignKeys()
            .Concat(entityType.GetDerivedTypes().SelectMany(type => type.GetDeclaredReferencingForeignKeys()))
            .Distinct()
            .Where(foreignKey => !foreignKey.IsOwnership && foreignKey.DeclaringEntityType is var type
                && type.FindPrimaryKey() is not null && type.GetDerivedTypesInclusive().Any(derived => derived.GetTableName() is not null));

    private async Task<bool> IsReferredToAsync(PersonRow row, IForeignKey foreignKey, CancellationToken cancellationToken)
    {
        var values = row.KeyValues(foreignKey.PrincipalKey.Properties);
        var dependent = foreignKey.DeclaringEntityType;
        var keys = await StoredRows.Select(context, dependent, foreignKey.Properties, values!, dependent.FindPrimaryKey()!.Properties)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return keys.Any(key => !_own.Contains(Identity(dependent, key)));
    }

    private static string Identity(IEntityType entityType, object?[] key)
        => $"{entityType.GetRootType().Name}|{string.Join('|', key.Select(ValueText.Of))}";
}
