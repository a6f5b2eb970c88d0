using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What is said where a removed person would come back.</summary>
internal static class RemovalErrors
{
    private const string WayOut = "A person who comes back is a new person: give them a new key.";

    public static InvalidOperationException ShownAgain(IReadOnlyEntityType entityType) => new(
        $"A '{entityType.DisplayName()}' that was removed would be shown again, although their erasure has been asked for. {WayOut}");

    public static InvalidOperationException AddedWithKeyOfRemoved(IReadOnlyEntityType entityType) => new(
        $"A '{entityType.DisplayName()}' is removed and another with the same key is added. The row of a removed person stays until its "
        + $"erasure, and so does its key. {WayOut}");

    public static DbUpdateException KeyIsTaken(DbUpdateException exception, EntityEntry entry) => new(
        $"A '{entry.Metadata.DisplayName()}' cannot be added: its key is that of one who was removed. The row stays, hidden, also when it is "
        + $"erased. {WayOut}",
        exception.InnerException ?? exception,
        exception.Entries);
}
