using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gdpr.Toolkit.Encryption;

/// <summary>Opens what was stored, and refuses to send anything: only the sealing write path does.</summary>
internal sealed class EncryptedConverter<T>(EncryptedColumn<T> column)
    : ValueConverter<T, byte[]>(value => column.Convert(value), envelope => column.Open(envelope)), IEncryptedConverter
{
    public EncryptedColumn Column => column;
}
