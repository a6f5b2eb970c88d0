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
}
