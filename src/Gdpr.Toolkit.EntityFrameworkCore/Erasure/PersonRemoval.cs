using Gdpr.Toolkit.Infrastructure.Internal;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Makes the removals of people in one save into changes of their rows.</summary>
internal static class PersonRemoval
{
    /// <exception cref="InvalidOperationException">Somebody with the key of a removed person is added in the same save.</exception>
    public static void Prepare(DbContext context)
    {
        var tracked = Entries(context);
        var people = tracked.Where(entry => entry.State == EntityState.Deleted && entry.Metadata.SubjectType() is not null).ToList();
        context.GetService<RemovedPeople>().Begin(people);
        if (people.Count == 0)
        {
            return;
        }

        var entries = tracked.ToList();
        RequireNoSuccessor(people, entries);
        var dependents = new RemovedDependents(entries);
        var requestedAt = GdprRuntime.Of(context.GetService<IDbContextOptions>()).Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var person in people)
        {
            person.State = EntityState.Unchanged;
            Mark(person.Property(SoftErasureProperties.RequestedAt), requestedAt);
            RemovedRow.ClearTags(person);
        }

        dependents.Keep(people);
    }

    private static void Mark(PropertyEntry property, long requestedAt)
    {
        // Of a person who was not read, EF takes the new value for the old one as well, and would find no row.
        var original = property.OriginalValue;
        property.CurrentValue ??= requestedAt;
        property.OriginalValue = original;
    }

    // EF looks for changes itself after this interceptor. They have to be known before it only where taking a person off a
    // collection is what removes them.
    private static IEnumerable<EntityEntry> Entries(DbContext context)
    {
        var tracker = context.ChangeTracker;
        var detect = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = detect && OrphanedPeople.CanOccurIn(context.Model);
        try
        {
            return tracker.Entries();
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = detect;
        }
    }

    private static void RequireNoSuccessor(List<EntityEntry> people, List<EntityEntry> entries)
    {
        var keys = people.Select(Key).ToHashSet();
        var successor = entries.Find(entry => entry.State == EntityState.Added && entry.Metadata.SubjectType() is not null && keys.Contains(Key(entry)));
        if (successor is not null)
        {
            throw RemovalErrors.AddedWithKeyOfRemoved(successor.Metadata);
        }
    }

    private static (string Type, string Key) Key(EntityEntry entry) => (
        entry.Metadata.GetRootType().Name,
        ValueText.Of(entry.Metadata.FindPrimaryKey()!.Properties.Select(property => entry.Property(property).CurrentValue).ToArray()));
}
