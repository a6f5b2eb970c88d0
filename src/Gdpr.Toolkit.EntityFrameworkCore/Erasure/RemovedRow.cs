using Gdpr.Toolkit.Encryption;
using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace Gdpr.Toolkit.Erasure;

/// <summary>What holds for the row of a person who was removed, from the save that removes them on.</summary>
internal static class RemovedRow
{
    private const string Annotation = "Gdpr:Removal";

    /// <summary>Whether an entry is the row of a removed person, or an owned part of it: nothing in it is found by its value.</summary>
    public static bool IsPartOfOne(IUpdateEntry entry)
    {
        var row = entry;
        while (row.EntityType.FindOwnership() is { } ownership && TrackedPrincipals.Find(row, ownership) is { } owner)
        {
            row = owner;
        }

        return RequestedAt(row.EntityType) is { } requestedAt && row.GetCurrentValue(requestedAt) is not null;
    }

    /// <summary>Has the tags of a row written anew, which for a removed person are none: who is gone is not found, and keeps no unique value.</summary>
    public static void ClearTags(EntityEntry entry)
    {
        foreach (var (_, index) in EntityProtection.Of(entry.Metadata).Indexes)
        {
            entry.Property(index).IsModified = true;
        }
    }

    /// <summary>Requires that a removed person stays removed.</summary>
    /// <exception cref="InvalidOperationException">A save would show the person again.</exception>
    public static void RequireHidden(IUpdateEntry entry)
    {
        if (entry.EntityState == EntityState.Modified
            && RequestedAt(entry.EntityType) is { } requestedAt
            && entry.IsModified(requestedAt)
            && entry.GetOriginalValue(requestedAt) is { } since
            && !since.Equals(entry.GetCurrentValue(requestedAt)))
        {
            throw RemovalErrors.ShownAgain(entry.EntityType);
        }
    }

    /// <summary>Finds what says that a person was removed whose rows, or owned parts of theirs, those of an entity type are; null where they are nobody's own.</summary>
    public static IProperty? RequestedAtOf(IEntityType entityType)
        => entityType.FindOwnership() is { } ownership ? RequestedAtOf(ownership.PrincipalEntityType) : RequestedAt(entityType);

    private static IProperty? RequestedAt(IEntityType entityType)
        => entityType.GetOrAddRuntimeAnnotationValue(
            Annotation,
            static type => type!.SubjectType() is null ? null : type!.FindProperty(SoftErasureProperties.RequestedAt),
            entityType);
}
