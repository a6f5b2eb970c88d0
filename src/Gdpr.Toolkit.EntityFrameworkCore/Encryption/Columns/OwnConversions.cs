using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Finds how an application converts the values of a property, before encryption takes the converter's place.</summary>
internal sealed class OwnConversions(IValueConverterSelector selector, ITypeMappingSource mappings)
{
    /// <summary>Gets the type that is sealed; null where there is no way from the property's type to the one that was asked for.</summary>
    public ConvertedType? Find(IConventionProperty property)
    {
        var model = Plain(property.ClrType);
        if (property.GetValueConverter() is { } own)
        {
            return new ConvertedType(model, Plain(own.ProviderClrType), own);
        }

        if (property.GetProviderClrType() is { } provider && Plain(provider) != model)
        {
            return selector.Select(model, Plain(provider)).Select(info => info.Create()).FirstOrDefault() is { } known
                ? new ConvertedType(model, Plain(provider), known)
                : null;
        }

        return Collection(property, model) ?? new ConvertedType(model, model);
    }

    /// <summary>A collection of values is sealed whole, as the JSON text that EF Core would store.</summary>
    private ConvertedType? Collection(IConventionProperty property, Type model)
    {
        if (property.GetElementType() is null || mappings.FindMapping((IProperty)property) is not { JsonValueReaderWriter: { } json } mapping)
        {
            return null;
        }

        var converter = (ValueConverter)Activator.CreateInstance(typeof(CollectionConverter<>).MakeGenericType(model), json)!;
        return new ConvertedType(model, typeof(string), converter, mapping.Comparer);
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private sealed class CollectionConverter<T>(JsonValueReaderWriter json)
        : ValueConverter<T, string>(value => json.ToJsonString(value!), text => (T)json.FromJsonString(text, null));
}
