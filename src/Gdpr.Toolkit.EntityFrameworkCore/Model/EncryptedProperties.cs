using Gdpr.Toolkit.Encryption;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Model;

/// <summary>Finds the column object behind an encrypted property.</summary>
internal static class EncryptedProperties
{
    private const string Annotation = "Gdpr:HasEncrypted";

    /// <summary>Whether anything of a model is encrypted. Computed once per model.</summary>
    public static bool HasEncrypted(this IModel model) => model.GetOrAddRuntimeAnnotationValue(
        Annotation, static model => model!.GetEntityTypes().Any(type => RowProperties.Of(type).Any(property => property.EncryptedColumn() is not null)), model);

    /// <summary>Gets the column of an encrypted property, or null.</summary>
    public static EncryptedColumn? EncryptedColumn(this IReadOnlyProperty property)
        => (property.GetValueConverter() as IEncryptedConverter)?.Column;

    /// <summary>Gets what converts the values of a property before they are stored or sealed; null where nothing does.</summary>
    public static ValueConverter? OwnConverter(this IReadOnlyProperty property)
        => property.EncryptedColumn() is { } column ? column.Own : property.GetValueConverter() ?? property.FindTypeMapping()?.Converter;

    /// <summary>Gets the column whose blind index a shadow property is, or null.</summary>
    public static EncryptedColumn? IndexedColumn(this IReadOnlyProperty property)
        => (property.GetValueConverter() as IBlindIndexConverter)?.Column;

    /// <summary>Gets which of the two columns of a blind index a shadow property is; null when it is none.</summary>
    public static IndexSlot? IndexSlot(this IReadOnlyProperty property)
        => (property.GetValueConverter() as IBlindIndexConverter)?.Slot;
}
