using Gdpr.Toolkit.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Gdpr.Toolkit.Encryption;

/// <summary>An object in a JSON document: the members of it that are encrypted, and those that lead to further ones.</summary>
/// <param name="Values">How the values of encrypted members are opened, by the members' names in the document.</param>
/// <param name="Parts">The objects, or lists of objects, with encrypted members in them.</param>
internal sealed record DocumentPart(IReadOnlyDictionary<string, CheckedWay> Values, IReadOnlyDictionary<string, DocumentPart> Parts)
{
    /// <summary>Gets a way to open some value in the object, which stands for all where the object is none.</summary>
    public CheckedWay Any => Values.Count > 0 ? Values.First().Value : Parts.First().Value.Any;

    public static DocumentPart Of(ITypeBase type, CheckedPerson person) => new(
        type.GetProperties()
            .Where(property => property.EncryptedColumn() is not null)
            .ToDictionary(property => property.GetJsonPropertyName()!, property => WayOf(property.EncryptedColumn()!, person), StringComparer.Ordinal),
        Inner(type)
            .ToDictionary(inner => inner.Name, inner => Of(inner.Type, person), StringComparer.Ordinal)
            .Where(inner => inner.Value.Values.Count + inner.Value.Parts.Count > 0)
            .ToDictionary(StringComparer.Ordinal));

    private static CheckedWay WayOf(EncryptedColumn column, CheckedPerson person) => new(column.Binding, column.Read, person, Tag: null);

    private static IEnumerable<(string Name, ITypeBase Type)> Inner(ITypeBase type)
        => type.GetComplexProperties().Select(complex => (complex.GetJsonPropertyName()!, (ITypeBase)complex.ComplexType))
            .Concat(type is IEntityType entityType ? JsonDocuments.Owned(entityType).Select(owned => (owned.GetJsonPropertyName()!, (ITypeBase)owned)) : []);
}
