using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity lies in JSON documents, which EF Core writes anew as a whole when a part of them changes.</summary>
internal static class JsonDocuments
{
    /// <summary>Gets the entity type whose rows hold the document that an owned type is a part of; the type itself where it is in none.</summary>
    public static IEntityType Holder(IEntityType entityType)
        => entityType.IsMappedToJson() && entityType.FindOwnership() is { } ownership ? Holder(ownership.PrincipalEntityType) : entityType;

    /// <summary>Gets the key groups of the encrypted values in all documents of owned types in a row.</summary>
    public static IEnumerable<string> OwnedGroups(IEntityType holder)
        => OwnedParts(holder).SelectMany(RowProperties.Of).Select(property => property.EncryptedColumn()?.Mark.Group).OfType<string>().Distinct();

    /// <summary>Gets the complex properties that are documents with encrypted values in them, and the key groups of those.</summary>
    public static IEnumerable<(IComplexProperty Document, IReadOnlyList<string> Groups)> Complex(IEntityType entityType)
        => entityType.GetComplexProperties()
            .Where(complex => complex.ComplexType.IsMappedToJson())
            .Select(complex => (complex, Groups: (IReadOnlyList<string>)
            [
                .. RowProperties.Of(complex.ComplexType).Select(property => property.EncryptedColumn()?.Mark.Group).OfType<string>().Distinct(),
            ]))
            .Where(document => document.Groups.Count > 0);

    /// <summary>Gets the owned types, to any depth, that lie in documents of a row.</summary>
    public static IEnumerable<IEntityType> OwnedParts(IEntityType entityType)
        => entityType.GetNavigations()
            .Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent && navigation.TargetEntityType.IsMappedToJson())
            .SelectMany(navigation => OwnedParts(navigation.TargetEntityType).Prepend(navigation.TargetEntityType));
}
