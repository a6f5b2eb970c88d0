using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>Keeps what EF's cascades have taken away together with a person.</summary>
/// <remarks>
/// EF cascades as soon as <c>Remove</c> is called, and cannot tell later which dependents it removed itself. All that were
/// removed together with their person are kept for the erasure to judge, which deletes what no law keeps.
/// </remarks>
internal sealed class RemovedDependents(IEnumerable<EntityEntry> entries)
{
    private readonly ILookup<(IForeignKey Link, string Values), EntityEntry> _byPrincipal = entries
        .Where(entry => entry.State is EntityState.Deleted or EntityState.Modified || entry.Metadata.IsOwned())
        .SelectMany(entry => entry.Metadata.GetForeignKeys().Select(link => (Link: link, Entry: entry)))
        .ToLookup(place => (place.Link, Originals(place.Entry, place.Link.Properties)), place => place.Entry);

    /// <summary>Brings back the dependents of rows that stay, their links, and what depends on them in turn.</summary>
    public void Keep(IEnumerable<EntityEntry> rows)
    {
        var kept = new Queue<EntityEntry>(rows);
        while (kept.TryDequeue(out var principal))
        {
            foreach (var link in principal.Metadata.GetReferencingForeignKeys())
            {
                foreach (var dependent in _byPrincipal[(link, Originals(principal, link.PrincipalKey.Properties))])
                {
                    if (Restore(dependent, link))
                    {
                        kept.Enqueue(dependent);
                    }
                }
            }
        }
    }

    /// <returns>Whether the dependent's row is part of what stays, or was to be deleted and no longer is.</returns>
    private static bool Restore(EntityEntry dependent, IForeignKey link)
    {
        var restored = dependent.State == EntityState.Deleted;
        if (restored)
        {
            dependent.State = EntityState.Unchanged;
        }

        if (link.IsOwnership && dependent.State is EntityState.Unchanged or EntityState.Modified)
        {
            RemovedRow.ClearTags(dependent);
        }

        foreach (var property in link.Properties.Select(property => dependent.Property(property.Name)))
        {
            if (property.CurrentValue is null)
            {
                property.CurrentValue = property.OriginalValue;
                property.IsModified = false;
            }
        }

        return restored || link.IsOwnership;
    }

    private static string Originals(EntityEntry entry, IReadOnlyList<IProperty> properties)
        => ValueText.Of(properties.Select(property => entry.Property(property.Name).OriginalValue).ToArray());
}
