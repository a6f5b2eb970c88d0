using System.Linq.Expressions;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class ColumnBackfill<TEntity>(DbContext context, PlaintextColumn column) : ColumnBackfill(context)
    where TEntity : class
{
    private IQueryable<TEntity> Left
    {
        get
        {
            var row = Expression.Parameter(typeof(TEntity), "row");
            var isLeft = Expression.NotEqual(StoredRows.Property(row, column.Plain), Expression.Constant(null, column.Plain.ClrType));
            return StoredRows.Of<TEntity>(Context, column.EntityType)
                .IgnoreQueryFilters()
                .Where(Expression.Lambda<Func<TEntity, bool>>(isLeft, row));
        }
    }

    public override Task<bool> IsLeftAsync(CancellationToken cancellationToken) => Left.AnyAsync(cancellationToken);

    protected override async Task<int> MoveRowsAsync(int size, CancellationToken cancellationToken)
    {
        var key = column.EntityType.FindPrimaryKey()!.Properties.Select(property => property.Name).ToList();
        var ordered = key.Skip(1).Aggregate(
            Left.OrderBy(row => EF.Property<object>(row, key[0])),
            (rows, name) => rows.ThenBy(row => EF.Property<object>(row, name)));
        var rows = await ordered.AsTracking().Skip(Refused).Take(size).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var entry in rows.Select(row => Context.Entry(row)))
        {
            var plain = entry.Property(column.Plain);
            var value = entry.Property(column.Sealed);
            value.CurrentValue = plain.CurrentValue;
            // Written anew also where an earlier value is the same.
            value.IsModified = true;
            plain.CurrentValue = null;
        }

        await Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        return rows.Count;
    }
}
