using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps rows that somebody else's rows refer to: deleting them would take those along, or fail.</summary>
internal sealed class ForeignDependents(DbContext context, IReadOnlyList<IRowsOfPerson> rows)
{
    private readonly HashSet<string> _own = [.. rows.OfType<PersonRow>().Select(RowIdentity.Of)];

    private readonly Dictionary<IForeignKey, Dictionary<string, int>> _groups = [];

    /// <summary>Finds the types whose rows may refer to rows of a type.</summary>
    public static IEnumerable<IEntityType> TypesReferringTo(IEntityType entityType) => Links(entityType).Select(foreignKey => foreignKey.DeclaringEntityType);

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

    /// <summary>Keeps what is referred to from outside the person's rows, or from those of them that stay.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> KeepAsync(IReadOnlyList<PlannedRow> planned, CancellationToken cancellationToken)
    {
        // The person's own rows that stay refer to others as anybody's do. In the database's eyes: it may compare keys without case.
        _own.ExceptWith(planned.Where(row => row.IsKept).Select(row => row.Row).OfType<PersonRow>().Select(RowIdentity.Of));
        var any = false;
        bool anyMore;
        do
        {
            anyMore = false;
            foreach (var row in planned.Where(row => !row.IsKept))
            {
                if (row.Row is PersonRow single && await AnyReferToAsync(single, cancellationToken).ConfigureAwait(false))
                {
                    _own.Remove(RowIdentity.Of(single));
                    row.IsKept = any = anyMore = true;
                }
            }
        }
        while (anyMore);

        return any;
    }

    /// <summary>Gets the foreign keys by which other rows may lead to those of an entity, and that are no parts of it.</summary>
    public static IEnumerable<IForeignKey> Links(IEntityType entityType)
        => entityType.GetReferencingForeignKeys()
            .Concat(entityType.GetDerivedTypes().SelectMany(type => type.GetDeclaredReferencingForeignKeys()))
            .Distinct()
            .Where(foreignKey => !foreignKey.IsOwnership && foreignKey.DeclaringEntityType is var type
                && type.FindPrimaryKey() is not null && type.GetDerivedTypesInclusive().Any(derived => derived.GetTableName() is not null));

    private async Task<bool> AnyReferToAsync(PersonRow row, CancellationToken cancellationToken)
    {
        foreach (var foreignKey in Links(row.Mapped.EntityType))
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
        return keys.Count(key => !_own.Contains(RowIdentity.Of(foreignKey.DeclaringEntityType, key))) > CountOfGroups(row, foreignKey);
    }

    /// <summary>Counts those of the person's grouped rows that refer to one: groups are told apart by it.</summary>
    private int CountOfGroups(PersonRow row, IForeignKey foreignKey)
    {
        if (!_groups.TryGetValue(foreignKey, out var counts))
        {
            counts = rows.OfType<RowGroup>()
                .Where(group => foreignKey.DeclaringEntityType.IsAssignableFrom(group.Mapped.EntityType))
                .AggregateBy(group => ValueText.Of(group.KeyValues(foreignKey.Properties)), 0, (count, group) => count + group.Count)
                .ToDictionary(StringComparer.Ordinal);
            _groups.Add(foreignKey, counts);
        }

        return counts.GetValueOrDefault(ValueText.Of(row.KeyValues(foreignKey.PrincipalKey.Properties)));
    }

    /// <summary>Reads the keys of the rows that refer to one.</summary>
    private static IQueryable<object?[]> Referring(DbContext context, PersonRow row, IForeignKey foreignKey)
    {
        var dependent = foreignKey.DeclaringEntityType;
        return StoredRows.Select(
            context, dependent, foreignKey.Properties, row.KeyValues(foreignKey.PrincipalKey.Properties)!, dependent.FindPrimaryKey()!.Properties);
    }
}
