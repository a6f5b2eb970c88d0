using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps rows that somebody else's rows refer to: deleting them would take those along, or fail.</summary>
internal sealed class ForeignDependents(DbContext context, IReadOnlyList<PersonRow> rows)
{
    private readonly HashSet<string> _own = [.. rows.Select(RowIdentity.Of)];

    /// <summary>Finds which of some rows can be deleted together: those that no other row refers to.</summary>
    public static async Task<HashSet<PersonRow>> DeletableAsync(DbContext context, IEnumerable<PersonRow> rows, CancellationToken cancellationToken)
    {
        var deletable = rows.ToHashSet();
        int before;
        do
        {
            before = deletable.Count;
            var together = new ForeignDependents(context, [.. deletable]);
            foreach (var row in deletable.ToList())
            {
                if (await together.AnyReferToAsync(row, cancellationToken).ConfigureAwait(false))
                {
                    deletable.Remove(row);
                }
            }
        }
        while (deletable.Count < before);

        return deletable;
    }

    /// <summary>Keeps what is referred to from outside the person's rows.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> KeepAsync(IReadOnlyList<PlannedRow> planned, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var row in planned.Where(row => !row.IsKept))
        {
            if (await AnyReferToAsync(row.Row, cancellationToken).ConfigureAwait(false))
            {
                row.IsKept = any = true;
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

    private async Task<bool> AnyReferToAsync(PersonRow row, CancellationToken cancellationToken)
    {
        foreach (var foreignKey in Foreign(row.Mapped.EntityType))
        {
            if (await IsReferredToAsync(row, foreignKey, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsReferredToAsync(PersonRow row, IForeignKey foreignKey, CancellationToken cancellationToken)
    {
        var keys = await Referring(context, row, foreignKey).ToListAsync(cancellationToken).ConfigureAwait(false);
        return keys.Exists(key => !_own.Contains(RowIdentity.Of(foreignKey.DeclaringEntityType, key)));
    }

    /// <summary>Reads the keys of the rows that refer to one.</summary>
    private static IQueryable<object?[]> Referring(DbContext context, PersonRow row, IForeignKey foreignKey)
    {
        var dependent = foreignKey.DeclaringEntityType;
        return StoredRows.Select(
            context, dependent, foreignKey.Properties, row.KeyValues(foreignKey.PrincipalKey.Properties)!, dependent.FindPrimaryKey()!.Properties);
    }
}
