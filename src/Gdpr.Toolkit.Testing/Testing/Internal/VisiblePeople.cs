using Microsoft.EntityFrameworkCore;

namespace Gdpr.Toolkit.Testing.Internal;

/// <summary>Asks whether the application's own queries find a person.</summary>
internal static class VisiblePeople
{
    public static async Task<bool> ContainAsync(DbContext context, DataSubject subject, CancellationToken cancellationToken)
    {
        // Find would take a tracked entity for a stored one.
        var tracked = context.ChangeTracker.Entries().Any(entry => subject.EntityType.IsInstanceOfType(entry.Entity));
        return tracked
            ? throw new InvalidOperationException(
                $"The context tracks entities of type '{subject.EntityType.Name}', which says nothing about the database. Pass a fresh context.")
            : await context.FindAsync(subject.EntityType, [.. subject.Key], cancellationToken).ConfigureAwait(false) is not null;
    }
}
