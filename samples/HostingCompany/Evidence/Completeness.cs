using System.Globalization;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostingCompany.Evidence;

/// <summary>Checks that <c>people.csv</c> is complete: as many values per property as the database holds rows with one.</summary>
internal static class Completeness
{
    /// <summary>Counts every marked property's column, past the library, and compares.</summary>
    /// <returns>A line a marked property.</returns>
    public static async Task<IReadOnlyList<PropertyCount>> CheckAsync(
        HostingContext db, IEnumerable<PersonalValue> values, CancellationToken cancellationToken)
    {
        var collected = values.CountBy(value => (value.Entity, value.Property)).ToDictionary();
        var counts = new List<PropertyCount>();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && entity.ClrType.Namespace == typeof(Customer).Namespace))
        {
            var own = PersonalValues.SourcesOf(entity.ClrType).Where(source => source.Entity == entity.ClrType.Name);
            foreach (var source in own)
            {
                var (table, column) = Locate(entity, source.Property);
                var sql = $"SELECT COUNT({column}) AS \"Value\" FROM {table}";
                var rows = await db.Database.SqlQueryRaw<long>(sql).SingleAsync(cancellationToken);
                var found = collected.GetValueOrDefault((source.Entity, source.Property));
                counts.Add(new PropertyCount(source.Entity, source.Property, found, rows));
            }
        }

        return counts;
    }

    private static (string Table, string Column) Locate(IEntityType entity, string path)
    {
        var names = path.Split('.');
        var holder = names[..^1].Aggregate(entity, (type, name) => type.FindNavigation(name)!.TargetEntityType);
        if (holder.GetContainerColumnName() is { } container)
        {
            // A JSON document: its members have no columns.
            var owner = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            return (Quoted(owner), $"\"{container}\" ->> '{names[^1]}'");
        }

        var table = StoreObjectIdentifier.Create(holder, StoreObjectType.Table)!.Value;
        var column = holder.FindProperty(names[^1])!.GetColumnName(table)!;
        return (Quoted(table), $"\"{column}\"");
    }

    private static string Quoted(StoreObjectIdentifier table)
        => string.Create(CultureInfo.InvariantCulture, $"{(table.Schema is null ? "" : $"\"{table.Schema}\".")}\"{table.Name}\"");

    /// <summary>What was counted of one property.</summary>
    /// <param name="Entity">The entity.</param>
    /// <param name="Property">The property's path.</param>
    /// <param name="Values">How many values were collected.</param>
    /// <param name="Rows">How many rows of the database hold one.</param>
    internal sealed record PropertyCount(string Entity, string Property, long Values, long Rows)
    {
        public bool Agrees => Values == Rows && Rows > 0;
    }
}
