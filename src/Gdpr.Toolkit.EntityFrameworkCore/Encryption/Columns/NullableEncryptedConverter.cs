using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>As <see cref="EncryptedConverter{T}"/>, for a nullable value type that reads as null once its key is destroyed.</summary>
/// <remarks>EF takes a converter of the nullable type itself, and only that one can return null for a column that is not.</remarks>
internal sealed class NullableEncryptedConverter<T>(EncryptedColumn<T> column)
    : ValueConverter<T?, byte[]>(value => column.Convert(value!.Value), envelope => Open(column, envelope)), IEncryptedConverter
    where T : struct
{
    public EncryptedColumn Column => column;

    private static T? Open(EncryptedColumn<T> column, byte[] envelope) => column.TryOpen(envelope, out var value) ? value : null;
}
