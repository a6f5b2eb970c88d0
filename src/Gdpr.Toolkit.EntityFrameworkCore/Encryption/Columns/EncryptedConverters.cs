using System.Reflection;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Makes the converters of encrypted columns: of bytes, or of text where the value lies in a JSON document.</summary>
internal static class EncryptedConverters
{
    private static readonly MethodInfo NullableMethod =
        typeof(EncryptedConverters).GetMethod(nameof(NullableCore), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static ValueConverter Of<TModel, TStored>(EncryptedColumn<TModel, TStored> column) => column.IsText
        ? new EncryptedConverter<TModel, string>(
            column, value => column.ConvertToText(value), text => column.Open(FieldCipher.FromText(text, column.Binding)))
        : new EncryptedConverter<TModel, byte[]>(column, value => column.Convert(value), envelope => column.Open(envelope));

    /// <summary>As <see cref="Of"/>, for a nullable value type that reads as null once its key is destroyed.</summary>
    /// <remarks>EF takes a converter of the nullable type itself, and only that one can return null for a column that is not.</remarks>
    public static ValueConverter Nullable<TModel, TStored>(EncryptedColumn<TModel, TStored> column)
        => (ValueConverter)NullableMethod.MakeGenericMethod(typeof(TModel), typeof(TStored)).Invoke(null, [column])!;

    private static ValueConverter NullableCore<TModel, TStored>(EncryptedColumn<TModel, TStored> column)
        where TModel : struct
        => column.IsText
            ? new EncryptedConverter<TModel?, string>(
                column, value => column.ConvertToText(value!.Value), text => OpenOrNull(column, FieldCipher.FromText(text, column.Binding)))
            : new EncryptedConverter<TModel?, byte[]>(column, value => column.Convert(value!.Value), envelope => OpenOrNull(column, envelope));

    private static TModel? OpenOrNull<TModel, TStored>(EncryptedColumn<TModel, TStored> column, byte[] envelope)
        where TModel : struct
        => column.TryOpen(envelope, out var value) ? value : null;
}
