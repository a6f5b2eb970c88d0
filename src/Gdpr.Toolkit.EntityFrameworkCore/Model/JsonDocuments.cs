using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Model;

/// <summary>What of an entity lies in JSON documents, which EF Core writes anew as a whole when a part of them changes.</summary>
internal static class JsonDocuments
{
    /// <summary>Gets the entity type whose rows hold the document that an owned type is a part of; the type itself where it is in none.</summary>
    public static IEntityType Holder(IEntityType entityType)
        => entityType.IsMappedToJson() && entityType.FindOwnership() is { } ownership ? Holder(ownership.PrincipalEntityType) : entityType;

    /// <summary>Gets the complex properties that are documents of their own, wherever they are in a row.</summary>
    public static IEnumerable<IComplexProperty> Complex(ITypeBase type)
        => type.GetComplexProperties().SelectMany(complex => complex.ComplexType.IsMappedToJson() ? [complex] : Complex(complex.ComplexType));

    /// <summary>Whether any value in a type is encrypted.</summary>
    public static bool HoldsEncrypted(ITypeBase type) => RowProperties.Of(type).Any(property => property.EncryptedColumn() is not null);

    /// <summary>Gets the owned types that are documents of a row, or parts of the document that the type itself is in.</summary>
    public static IEnumerable<IEntityType> Owned(IEntityType entityType)
        => entityType.GetNavigations()
            .Where(navigation => navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent && navigation.TargetEntityType.IsMappedToJson())
            .Select(navigation => navigation.TargetEntityType);

    /// <summary>Gets the owned types, to any depth, that lie in documents of a row.</summary>
    public static IEnumerable<IEntityType> OwnedParts(IEntityType entityType)
        => Owned(entityType).SelectMany(owned => OwnedParts(owned).Prepend(owned));
}
