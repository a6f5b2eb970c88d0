#pragma warning disable EF1001 // No public API finds the tracked principal of a foreign key without a navigation; only this file uses the internal one.

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds the entry that a foreign key leads to, among those that the context tracks.</summary>
internal static class TrackedPrincipals
{
    public static IUpdateEntry? Find(IUpdateEntry dependent, IForeignKey foreignKey)
    {
        var entry = (InternalEntityEntry)dependent;
        return entry.StateManager.FindPrincipal(entry, foreignKey) ?? FindNew(entry, foreignKey);
    }

    /// <summary>
    /// Finds a new principal over the navigation. After a save that was taken back before it was accepted, the dependent's foreign key still
    /// has the id that the principal had then; the principal gets another one.
    /// </summary>
    private static InternalEntityEntry? FindNew(InternalEntityEntry entry, IForeignKey foreignKey)
        => entry.EntityState == EntityState.Added
            && foreignKey.DependentToPrincipal is { } navigation
            && entry[navigation] is { } instance
            && entry.StateManager.TryGetEntry(instance, foreignKey.PrincipalEntityType) is { EntityState: EntityState.Added } principal
                ? principal
                : null;
}
