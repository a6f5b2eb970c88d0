using System.Reflection;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>All rows of all people, and whose each is, found by following foreign keys in memory: not by the queries that exports and erasures use.</summary>
internal sealed class StoredPeople
{
    private static readonly MethodInfo ReadMethod = typeof(StoredPeople).GetMethod(nameof(ReadCoreAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly Dictionary<(IReadOnlyKey Key, string Values), EntityEntry> _byKey = [];
    private readonly HashSet<object> _within;

    private StoredPeople(PersonalDataMap map, IReadOnlyList<EntityEntry> entries, HashSet<object> within)
    {
        _within = within;
        var byType = entries.ToLookup(entry => (IReadOnlyEntityType)entry.Metadata);
        Rows = [.. Mapped(map).SelectMany(mapped => byType[mapped.Metadata].Select(entry => new StoredRow(mapped, entry)))];
        foreach (var entry in entries)
        {
            foreach (var key in entry.Metadata.GetKeys())
            {
                _byKey[(key, Text(entry, key.Properties)!)] = entry;
            }
        }
    }

    /// <summary>Gets all rows, each once for every way by which it can be somebody's.</summary>
    public IReadOnlyList<StoredRow> Rows { get; }

    /// <summary>Reads every row that can be somebody's, behind whatever filter.</summary>
    /// <param name="context">A context that tracks nothing; the rows are tracked until they are looked at no more.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<StoredPeople> ReadAsync(DbContext context, CancellationToken cancellationToken)
    {
        var map = context.GetPersonalDataMap();
        var types = Mapped(map)
            .SelectMany(mapped => mapped.Path.Hops.Select(hop => hop.PrincipalEntityType).Append(mapped.Metadata))
            .Select(type => (IEntityType)type.GetRootType())
            .Distinct()
            .ToList();
        var within = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var type in types)
        {
            within.UnionWith(await ((Task<List<object>>)ReadMethod.MakeGenericMethod(type.ClrType).Invoke(null, [context, type, cancellationToken])!).ConfigureAwait(false));
        }

        return new StoredPeople(map, [.. context.ChangeTracker.Entries().Where(entry => !entry.Metadata.IsOwned())], within);
    }

    /// <summary>Whether a row is a person's: its foreign keys lead to them, and no boundary or tenant lies between.</summary>
    public bool IsOf(StoredRow row, Person person)
    {
        var current = row.Entry;
        var way = new List<EntityEntry> { current };
        foreach (var hop in row.Mapped.Path.Hops)
        {
            if (Principal(current, hop) is not { } principal)
            {
                return false;
            }

            way.Add(current = principal);
        }

        return row.Mapped.Path.Subject == person.SubjectType
            && Text(current, current.Metadata.FindPrimaryKey()!.Properties) == KeyText(person.Key)
            && way.TrueForAll(entry => _within.Contains(entry.Entity) && IsOfTenant(entry, current));
    }

    private EntityEntry? Principal(EntityEntry dependent, IReadOnlyForeignKey foreignKey)
        => Text(dependent, foreignKey.Properties) is { } values ? _byKey.GetValueOrDefault((foreignKey.PrincipalKey, values)) : null;

    private static string? KeyText(IEnumerable<object?> values)
        => values.ToList() is var all && all.Contains(null) ? null : string.Join('|', all.Select(ValueText.Of));

    private static IEnumerable<MappedEntity> Mapped(PersonalDataMap map)
        => map.Subjects.SelectMany(subject => subject.Entities).Where(mapped => !mapped.IsReadOnly);

    private static string? Text(EntityEntry entry, IEnumerable<IReadOnlyProperty> properties)
        => KeyText(properties.Select(property => entry.Property(property.Name).CurrentValue));

    private static bool IsOfTenant(EntityEntry entry, EntityEntry person)
        => Tenant(person) is not { } theirs || Tenant(entry) is not { } own || ValueText.Of(own.CurrentValue) == ValueText.Of(theirs.CurrentValue);

    private static PropertyEntry? Tenant(EntityEntry entry) => entry.Properties.FirstOrDefault(property => property.Metadata.IsTenant());

    /// <returns>The rows that no boundary hides.</returns>
    private static async Task<List<object>> ReadCoreAsync<TEntity>(DbContext context, IEntityType type, CancellationToken cancellationToken)
        where TEntity : class
    {
        var rows = StoredRows.Of<TEntity>(context, type).AsTracking();
        await rows.IgnoreQueryFilters().LoadAsync(cancellationToken).ConfigureAwait(false);
        return [.. await rows.IgnoreQueryFilters(QueryFilters.Hiding(context.Model)).ToListAsync(cancellationToken).ConfigureAwait(false)];
    }
}
