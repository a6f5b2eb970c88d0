using Microsoft.CodeAnalysis;

namespace Gdpr.Toolkit.Analyzers.Model;

/// <summary>How a property is encrypted.</summary>
internal readonly struct EncryptedMark(AttributeData? attribute, bool isSearchable)
{
    /// <summary>Gets the attribute, or null where a call encrypts the property.</summary>
    public AttributeData? Attribute { get; } = attribute;

    /// <summary>Gets whether the property can be compared for equality in queries.</summary>
    public bool IsSearchable { get; } = isSearchable;

    /// <summary>Reads the mark of a property, or of one it overrides. A call wins over the attribute.</summary>
    public static EncryptedMark? Of(IPropertySymbol property, CompilationModel model)
    {
        for (var current = property.OriginalDefinition; current is not null; current = current.OverriddenProperty?.OriginalDefinition)
        {
            var attribute = current.FindAttribute(model.Symbols.Encrypted);
            if (model.Entities.Fluent.Encrypted.TryGetValue(current, out var isSearchable))
                return new EncryptedMark(attribute, isSearchable);
            if (attribute is not null)
                return new EncryptedMark(attribute, attribute.Named("Searchable") is { Value: true });
        }

        return null;
    }
}
