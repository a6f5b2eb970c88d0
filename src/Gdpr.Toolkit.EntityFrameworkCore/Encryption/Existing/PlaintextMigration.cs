using System.Reflection;
using Gdpr.Toolkit.Infrastructure.Internal;
using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Encryption;

/// <inheritdoc/>
internal sealed class PlaintextMigration : IPlaintextMigration
{
    private static readonly MethodInfo CreateMethod =
        typeof(PlaintextMigration).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    public async Task<PlaintextMigrationProgress> BackfillAsync(
        DbContext context, IProgress<PlaintextMigrationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        OwnTransaction.RequireQuiet(context);
        var reached = new PlaintextMigrationProgress();
        foreach (var column in PlaintextColumn.In(context.Model))
        {
            reached = await Of(context, column).RunAsync(reached, progress, cancellationToken).ConfigureAwait(false);
        }

        return reached;
    }

    public async Task RequireCompleteAsync(DbContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var left = new List<PlaintextColumn>();
        foreach (var column in PlaintextColumn.In(context.Model))
        {
            if (await Of(context, column).IsLeftAsync(cancellationToken).ConfigureAwait(false))
            {
                left.Add(column);
            }
        }

        if (left.Count > 0)
        {
            throw new InvalidOperationException(
                $"There is plaintext left in {string.Join(", ", left.Select(column => $"'{column.EntityType.DisplayName()}.{column.Plain.Name}'"))}. "
                + "Call IPlaintextMigration.BackfillAsync; if it reports refused values, those are of people who were erased: clear them.");
        }
    }

    private static ColumnBackfill Of(DbContext context, PlaintextColumn column)
        => (ColumnBackfill)CreateMethod.MakeGenericMethod(column.EntityType.ClrType).Invoke(null, [context, column])!;

    private static ColumnBackfill<TEntity> Create<TEntity>(DbContext context, PlaintextColumn column)
        where TEntity : class
        => new(context, column);
}
