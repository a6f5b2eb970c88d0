using Gdpr.Toolkit.Erasure;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Gdpr.Toolkit.Holds;

/// <summary>Refuses a save that removes somebody on whom a hold is in force, before anything is changed.</summary>
internal sealed class HeldRemovalInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        HeldPeople.RequireNoneAsync(eventData.Context!, Removed(eventData.Context!), async: false, CancellationToken.None)
            .AsTask().GetAwaiter().GetResult();
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await HeldPeople.RequireNoneAsync(eventData.Context!, Removed(eventData.Context!), async: true, cancellationToken).ConfigureAwait(false);
        return result;
    }

    // EF looks for changes itself later; only where taking a person off a collection is what removes them, it has to be now.
    private static List<EntityEntry> Removed(DbContext context)
    {
        var tracker = context.ChangeTracker;
        var detect = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = detect && OrphanedPeople.CanOccurIn(context.Model);
        try
        {
            return [.. tracker.Entries().Where(entry => entry.State == EntityState.Deleted && entry.Metadata.SubjectType() is not null)];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detect;
        }
    }
}
