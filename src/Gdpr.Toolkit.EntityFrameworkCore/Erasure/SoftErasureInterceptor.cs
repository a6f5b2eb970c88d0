using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Turns the removal of a person into a request for their erasure: the row stays, hidden, and so do the rows that depend on it.</summary>
/// <remarks>
/// EF cascades as soon as <c>Remove</c> is called, and cannot tell later which dependents it removed itself. All that were
/// removed together with their person are kept for the erasure to judge, which deletes what no law keeps.
/// </remarks>
internal sealed class SoftErasureInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        KeepRemovedPeople(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        KeepRemovedPeople(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        eventData.Context!.GetService<RemovedPeople>().LetGo();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        eventData.Context!.GetService<RemovedPeople>().LetGo();
        return ValueTask.FromResult(result);
    }

    private static void KeepRemovedPeople(DbContext context)
    {
        var entries = Entries(context);
        var people = entries.Where(entry => entry.State == EntityState.Deleted && entry.Metadata.SubjectType() is not null).ToList();
        context.GetService<RemovedPeople>().Begin(people);
        if (people.Count == 0)
        {
            return;
        }

        var requestedAt = GdprRuntime.Of(context.GetService<IDbContextOptions>()).Time.GetUtcNow().ToUnixTimeMilliseconds();
        var kept = new Queue<EntityEntry>();
        foreach (var person in people)
        {
            person.State = EntityState.Unchanged;
            person.Property(SoftErasureProperties.RequestedAt).CurrentValue = requestedAt;
            kept.Enqueue(person);
        }

        while (kept.TryDequeue(out var principal))
        {
            foreach (var dependent in entries.Where(entry => Restore(entry, principal)))
            {
                kept.Enqueue(dependent);
            }
        }
    }

    // EF looks for changes itself after this interceptor. They have to be known before it only where taking a person off a
    // collection is what removes them.
    private static List<EntityEntry> Entries(DbContext context)
    {
        var tracker = context.ChangeTracker;
        var detect = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = detect && OrphanedPeople.CanOccurIn(context.Model);
        try
        {
            return [.. tracker.Entries()];
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detect;
        }
    }

    /// <summary>Brings back a dependent, or a link of one, that went with its principal.</summary>
    /// <returns>Whether the dependent's row was to be deleted and no longer is.</returns>
    private static bool Restore(EntityEntry entry, EntityEntry principal)
    {
        var restored = false;
        foreach (var foreignKey in entry.Metadata.GetForeignKeys())
        {
            if (entry.State is not (EntityState.Deleted or EntityState.Modified) || !LedTo(entry, foreignKey, principal))
            {
                continue;
            }

            restored |= entry.State == EntityState.Deleted;
            if (entry.State == EntityState.Deleted)
            {
                entry.State = EntityState.Unchanged;
            }

            RestoreLink(entry, foreignKey);
        }

        return restored;
    }

    private static bool LedTo(EntityEntry entry, IForeignKey foreignKey, EntityEntry principal)
        => foreignKey.PrincipalEntityType.IsAssignableFrom(principal.Metadata)
            && foreignKey.Properties
                .Select(property => entry.Property(property.Name).OriginalValue)
                .SequenceEqual(foreignKey.PrincipalKey.Properties.Select(property => principal.Property(property.Name).OriginalValue));

    private static void RestoreLink(EntityEntry entry, IForeignKey foreignKey)
    {
        foreach (var property in foreignKey.Properties.Select(property => entry.Property(property.Name)))
        {
            if (property.CurrentValue is null)
            {
                property.CurrentValue = property.OriginalValue;
                property.IsModified = false;
            }
        }
    }
}
