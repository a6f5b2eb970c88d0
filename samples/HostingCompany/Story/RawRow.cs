using System.Data;
using System.Globalization;
using HostingCompany.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace HostingCompany.Story;

/// <summary>Reads a customer's row past the library, to lay it beside the entity.</summary>
internal static class RawRow
{
    /// <summary>Reads every column of a tracked customer's row, with the property that comes from it.</summary>
    public static async Task<IReadOnlyList<Cell>> ReadAsync(HostingContext db, Customer customer, CancellationToken cancellationToken)
    {
        var entry = db.Entry(customer);
        var table = StoreObjectIdentifier.Create(entry.Metadata, StoreObjectType.Table)!.Value;
        var properties = Properties(entry, table);
        var name = table.Schema is null ? $"\"{table.Name}\"" : $"\"{table.Schema}\".\"{table.Name}\"";

        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM {name} WHERE \"Id\" = {customer.Id}");
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return [];
            }

            return
            [
                .. Enumerable.Range(0, reader.FieldCount).Select(i => new Cell(
                    reader.GetName(i),
                    RawValue.Text(reader.GetValue(i)),
                    properties.TryGetValue(reader.GetName(i), out var value) ? RawValue.Text(value) : null)),
            ];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Dictionary<string, object?> Properties(EntityEntry entry, StoreObjectIdentifier table)
    {
        var owned = entry.References.Where(reference => reference.Metadata.TargetEntityType.IsOwned())
            .Select(reference => reference.TargetEntry)
            .OfType<EntityEntry>();
        return owned.Prepend(entry)
            .SelectMany(part => part.Properties)
            .Where(property => !property.Metadata.IsShadowProperty() && property.Metadata.GetColumnName(table) is not null)
            .ToDictionary(property => property.Metadata.GetColumnName(table)!, property => property.CurrentValue);
    }

    /// <summary>A column and what the entity shows of it.</summary>
    /// <param name="Column">The column's name.</param>
    /// <param name="Raw">What the database holds.</param>
    /// <param name="Entity">What the entity's property holds; null where no property comes from the column.</param>
    internal sealed record Cell(string Column, string Raw, string? Entity);
}
