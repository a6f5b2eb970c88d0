#pragma warning disable EF1001 // No public API finds the tracked principal of a foreign key without a navigation; only this file uses the internal one.

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
        return entry.StateManager.FindPrincipal(entry, foreignKey);
    }
}
