#pragma warning disable EF1001 // No public API finds a tracked entity by any of its keys without making lists of all; only this file uses the internal one.

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds whose a row is by the rows on the way to the person, as far as the context tracks them, and as they are stored.</summary>
internal static class TrackedPeople
{
    /// <param name="context">The context that reads the row.</param>
    /// <param name="subject">What rows of its entity tell.</param>
    /// <param name="link">The values of the row's first foreign key on the way to the person.</param>
    /// <returns>The person's key; null where a row on the way is not tracked, or is not linked.</returns>
    public static object[]? Find(DbContext context, RowSubject subject, object?[] link)
    {
        if (subject.Path is not { } path)
        {
            return null;
        }

        var entries = context.GetService<IStateManager>();
        foreach (var hop in path.Hops.Cast<IForeignKey>().Select((key, index) => (Key: key, Next: index + 1)))
        {
            if (link.Contains(null))
            {
                return null;
            }

            var isLast = hop.Next == path.Hops.Count;
            if (isLast && hop.Key.PrincipalKey.IsPrimaryKey())
            {
                return link!;
            }

            if (entries.TryGetEntry(hop.Key.PrincipalKey, link) is not { EntityState: EntityState.Unchanged or EntityState.Modified } entry)
            {
                return null;
            }

            var next = isLast ? entry.EntityType.FindPrimaryKey()!.Properties : ((IForeignKey)path.Hops[hop.Next]).Properties;
            link = [.. next.Select(property => ((IUpdateEntry)entry).GetOriginalValue(property))];
        }

        return link!;
    }

    /// <summary>Finds what the row of a tracked object, as it is stored, tells of its person.</summary>
    public static DocumentHolder? FindHolder(DbContext context, object instance)
    {
        if (context.GetService<IStateManager>().TryGetEntry(instance) is not { } entry || RowSubject.Of(entry.EntityType) is not { Path: { } path } subject)
        {
            return null;
        }

        var key = subject.PersonKey ?? ((IForeignKey)path.Hops[0]).Properties;
        return new DocumentHolder(instance, subject, [.. key.Select(property => ((IUpdateEntry)entry).GetOriginalValue(property))]);
    }

    /// <summary>Tracks an object no longer, nor what lies in its JSON documents.</summary>
    public static void Forget(DbContext context, object instance)
    {
        var entries = context.GetService<IStateManager>();
        if (entries.TryGetEntry(instance) is { } holder)
        {
            var parts = entries.Entries.Where(entry => IsPartOf(entry, holder)).ToList();
            parts.ForEach(part => part.SetEntityState(EntityState.Detached));
            holder.SetEntityState(EntityState.Detached);
        }
    }

    private static bool IsPartOf(InternalEntityEntry entry, InternalEntityEntry holder)
        => entry.EntityType.IsMappedToJson()
            && entry.StateManager.FindPrincipal(entry, entry.EntityType.FindOwnership()!) is { } owner
            && (owner == holder || IsPartOf(owner, holder));
}
