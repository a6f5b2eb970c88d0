using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.EntityFrameworkCore.Tests.Proving;

/// <summary>A row of a table, whether it was read below EF Core or by it.</summary>
internal sealed record RowKey(string Table, string Values)
{
    public static RowKey Of(ITable table, Func<IColumn, object?> read)
        => new(table.Name, string.Join('|', table.PrimaryKey!.Columns.Select(column => Convert.ToString(read(column), CultureInfo.InvariantCulture)!.ToUpperInvariant())));

    /// <summary>Lists the rows that an entity is stored in, one in each of its tables; none for a part of a document.</summary>
    public static IEnumerable<RowKey> Of(EntityEntry entry)
        => entry.Metadata.IsMappedToJson()
            ? []
            : entry.Metadata.GetTableMappings().Select(mapping => Of(
                (ITable)mapping.Table,
                column => entry.Property(mapping.ColumnMappings.First(own => own.Column == column).Property).CurrentValue));
}
