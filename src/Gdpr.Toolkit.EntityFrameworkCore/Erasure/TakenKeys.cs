using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Finds out whether somebody could not be added because their key is that of a removed person, whose row nobody sees.</summary>
internal static class TakenKeys
{
    /// <returns>The first such person; null where the save has failed for another reason.</returns>
    public static async ValueTask<EntityEntry?> FindAsync(DbUpdateException exception, DbContext context, bool async, CancellationToken cancellationToken)
    {
        foreach (var entry in exception.Entries.Where(entry => entry.State == EntityState.Added && entry.Metadata.SubjectType() is not null))
        {
            var key = entry.Metadata.FindPrimaryKey()!.Properties;
            var requestedAt = entry.Metadata.FindProperty(SoftErasureProperties.RequestedAt)!;
            if (key.Any(property => entry.Property(property).IsTemporary))
            {
                continue;
            }

            var values = key.Select(property => entry.Property(property).CurrentValue!).ToArray();
            var query = StoredRows.Select(context, entry.Metadata.GetRootType(), key, values, [requestedAt]);
            var row = async
                ? await query.SingleOrDefaultAsync(cancellationToken).ConfigureAwait(false)
                : query.SingleOrDefault();
            if (row is [not null])
            {
                return entry;
            }
        }

        return null;
    }
}
